/// Signing in with an identity that somebody else vouches for, by OpenID Connect.
@NullMarked
package dev.tradewind.auth.sso;

import org.jspecify.annotations.NullMarked;
