/// An order as its customer and the store's staff see it, straight from where it is kept.
@NullMarked
package dev.tradewind.order.showing;

import org.jspecify.annotations.NullMarked;
