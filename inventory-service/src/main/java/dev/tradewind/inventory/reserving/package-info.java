/// Decides what order-service asks of the stock, a whole poll at a time.
@NullMarked
package dev.tradewind.inventory.reserving;

import org.jspecify.annotations.NullMarked;
