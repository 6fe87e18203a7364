/// Signing tokens and publishing the keys to verify them with.
@NullMarked
package dev.tradewind.auth.tokens;

import org.jspecify.annotations.NullMarked;
