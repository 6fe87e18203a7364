/// What an organisation sold, from the same read model as its list of orders.
@NullMarked
package dev.tradewind.order.analytics;

import org.jspecify.annotations.NullMarked;
