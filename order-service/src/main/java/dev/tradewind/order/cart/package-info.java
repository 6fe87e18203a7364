/// Carts: kept in PostgreSQL, remembered in Redis, their stock held by inventory, until an order takes them over.
@NullMarked
package dev.tradewind.order.cart;

import org.jspecify.annotations.NullMarked;
