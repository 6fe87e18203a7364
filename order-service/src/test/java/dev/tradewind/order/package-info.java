/// Proves order-service.
@NullMarked
package dev.tradewind.order;

import org.jspecify.annotations.NullMarked;
