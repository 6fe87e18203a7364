/// What a payment is, what may become of it, and what a provider of payments can be asked.
@NullMarked
package dev.tradewind.payment.domain;

import org.jspecify.annotations.NullMarked;
