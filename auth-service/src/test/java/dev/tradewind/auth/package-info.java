/// Proves auth-service.
@NullMarked
package dev.tradewind.auth;

import org.jspecify.annotations.NullMarked;
