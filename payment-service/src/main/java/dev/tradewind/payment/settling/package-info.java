/// Asks providers, outside any transaction, and books what they answer.
@NullMarked
package dev.tradewind.payment.settling;

import org.jspecify.annotations.NullMarked;
