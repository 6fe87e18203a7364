/// Customers and staff give orders up.
@NullMarked
package dev.tradewind.order.cancelling;

import org.jspecify.annotations.NullMarked;
