/// Proves payment-service.
@NullMarked
package dev.tradewind.payment;

import org.jspecify.annotations.NullMarked;
