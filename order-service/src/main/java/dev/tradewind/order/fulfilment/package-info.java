/// Sees an order through: a saga that reserves stock, charges the payment and confirms the reservation.
@NullMarked
package dev.tradewind.order.fulfilment;

import org.jspecify.annotations.NullMarked;
