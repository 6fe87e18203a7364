/// A server that speaks Stripe's wire format, and what is proved with it.
@NullMarked
package dev.tradewind.payment.stripe;

import org.jspecify.annotations.NullMarked;
