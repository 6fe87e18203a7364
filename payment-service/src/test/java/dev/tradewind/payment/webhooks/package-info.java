@NullMarked
package dev.tradewind.payment.webhooks;

import org.jspecify.annotations.NullMarked;
