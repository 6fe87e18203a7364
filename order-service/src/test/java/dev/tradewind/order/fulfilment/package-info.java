/// Proves the saga.
@NullMarked
package dev.tradewind.order.fulfilment;

import org.jspecify.annotations.NullMarked;
