package dev.tradewind.order.fulfilment;

import dev.tradewind.order.domain.Order;

/// An order with its saga, as locked by whoever decides about it.
///
/// @param steps how many steps were written down so far
record Entry(Order order, Progress progress, Purchase purchase, int steps) {}
