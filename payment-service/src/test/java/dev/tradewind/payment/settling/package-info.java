@NullMarked
package dev.tradewind.payment.settling;

import org.jspecify.annotations.NullMarked;
