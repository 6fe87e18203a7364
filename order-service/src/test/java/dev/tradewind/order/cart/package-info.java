/// Tests of what only this package can see.
@NullMarked
package dev.tradewind.order.cart;

import org.jspecify.annotations.NullMarked;
