/// Shows payments to those they concern.
@NullMarked
package dev.tradewind.payment.transactions;

import org.jspecify.annotations.NullMarked;
