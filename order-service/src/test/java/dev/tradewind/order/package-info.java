/// Proves the order service as a whole, on real servers.
@NullMarked
package dev.tradewind.order;

import org.jspecify.annotations.NullMarked;
