/// Proves what may become of a payment.
@NullMarked
package dev.tradewind.payment.domain;

import org.jspecify.annotations.NullMarked;
