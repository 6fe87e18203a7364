/// Begins reports when a test wants them.
@NullMarked
package dev.tradewind.payment.reconciling;

import org.jspecify.annotations.NullMarked;
