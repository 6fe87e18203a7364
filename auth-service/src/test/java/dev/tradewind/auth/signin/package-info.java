/// Proves signing in.
@NullMarked
package dev.tradewind.auth.signin;

import org.jspecify.annotations.NullMarked;
