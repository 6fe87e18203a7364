/// Hears what order-service asks of the money, a whole poll at a time.
@NullMarked
package dev.tradewind.payment.charging;

import org.jspecify.annotations.NullMarked;
