/// Proves the keys.
@NullMarked
package dev.tradewind.auth.tokens;

import org.jspecify.annotations.NullMarked;
