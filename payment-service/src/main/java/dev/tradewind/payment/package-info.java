/// Payment-service: takes the money of an order, once, and gives it back.
@NullMarked
package dev.tradewind.payment;

import org.jspecify.annotations.NullMarked;
