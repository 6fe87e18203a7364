package dev.tradewind.order.fulfilment;

import dev.tradewind.order.domain.Order;

/// An order with its saga, as locked by whoever decides about it.
///
/// @param steps how many steps were written down so far
record Entry(Order order, Progress progress, Purchase purchase, int steps) {

    Entry with(Order order, Purchase purchase) {
        return new Entry(order, progress, purchase, steps);
    }

    boolean isBeingUndone() {
        return switch (progress) {
            case Progress.Undoing _, Progress.Stuck(Progress.Undoing _, var _) -> true;
            case Progress.Doing _, Progress.Done _, Progress.Undone _, Progress.Stuck _ -> false;
        };
    }
}
