/// Staff gives money of kept orders back, in parts.
@NullMarked
package dev.tradewind.order.refunding;

import org.jspecify.annotations.NullMarked;
