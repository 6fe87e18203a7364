/// Customers and staff change what was ordered, as long as nobody has begun with it.
@NullMarked
package dev.tradewind.order.modifying;

import org.jspecify.annotations.NullMarked;
