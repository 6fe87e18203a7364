/// What an order is and what may become of it, in plain Java.
@NullMarked
package dev.tradewind.order.domain;

import org.jspecify.annotations.NullMarked;
