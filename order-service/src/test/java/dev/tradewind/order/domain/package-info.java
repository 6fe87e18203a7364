/// Proves the rules of orders.
@NullMarked
package dev.tradewind.order.domain;

import org.jspecify.annotations.NullMarked;
