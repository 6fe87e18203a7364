/// Proves the limits without a gateway around them.
@NullMarked
package dev.tradewind.gateway.limits;

import org.jspecify.annotations.NullMarked;
