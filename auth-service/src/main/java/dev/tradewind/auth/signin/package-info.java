/// Signing in: password checked, session begun, tokens handed out.
@NullMarked
package dev.tradewind.auth.signin;

import org.jspecify.annotations.NullMarked;
