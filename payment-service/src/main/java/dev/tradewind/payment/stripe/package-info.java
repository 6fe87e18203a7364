/// Stripe as one of those who move money for us.
@NullMarked
package dev.tradewind.payment.stripe;

import org.jspecify.annotations.NullMarked;
