/// Proves how often somebody may guess.
@NullMarked
package dev.tradewind.auth.throttling;

import org.jspecify.annotations.NullMarked;
