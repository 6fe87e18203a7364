/// Our own copy of what the catalogue sells.
@NullMarked
package dev.tradewind.order.shelf;

import org.jspecify.annotations.NullMarked;
