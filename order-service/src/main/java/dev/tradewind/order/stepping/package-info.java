/// Staff and warehouse bring orders from CONFIRMED to the customer.
@NullMarked
package dev.tradewind.order.stepping;

import org.jspecify.annotations.NullMarked;
