/// Proves who is hashed for, and when.
@NullMarked
package dev.tradewind.auth.passwords;

import org.jspecify.annotations.NullMarked;
