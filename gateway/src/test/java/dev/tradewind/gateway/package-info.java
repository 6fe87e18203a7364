/// Proves gateway.
@NullMarked
package dev.tradewind.gateway;

import org.jspecify.annotations.NullMarked;
