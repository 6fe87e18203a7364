/// Who may touch which order.
@NullMarked
package dev.tradewind.order.access;

import org.jspecify.annotations.NullMarked;
