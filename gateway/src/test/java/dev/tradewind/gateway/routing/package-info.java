/// Proves what routes are made of without a gateway around it.
@NullMarked
package dev.tradewind.gateway.routing;

import org.jspecify.annotations.NullMarked;
