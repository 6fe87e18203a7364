/// Addresses of the demo's customers, so that they can order at once.
@NullMarked
package dev.tradewind.order.demo;

import org.jspecify.annotations.NullMarked;
