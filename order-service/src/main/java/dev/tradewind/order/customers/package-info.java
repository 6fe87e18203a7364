/// What we know of those who order: where their goods go, and when to forget them.
@NullMarked
package dev.tradewind.order.customers;

import org.jspecify.annotations.NullMarked;
