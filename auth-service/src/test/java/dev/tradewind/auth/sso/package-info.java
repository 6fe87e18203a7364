/// Proves single sign-on.
@NullMarked
package dev.tradewind.auth.sso;

import org.jspecify.annotations.NullMarked;
