/// Takes orders: validates against our own copy of the catalogue, prices, and begins the fulfilment.
@NullMarked
package dev.tradewind.order.placing;

import org.jspecify.annotations.NullMarked;
