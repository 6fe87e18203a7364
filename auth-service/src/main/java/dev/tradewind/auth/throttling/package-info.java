/// How often somebody may try to sign in.
@NullMarked
package dev.tradewind.auth.throttling;

import org.jspecify.annotations.NullMarked;
