/// Proves what taking orders needs.
@NullMarked
package dev.tradewind.order.placing;

import org.jspecify.annotations.NullMarked;
