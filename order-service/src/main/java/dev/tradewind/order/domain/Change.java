package dev.tradewind.order.domain;

import dev.tradewind.contracts.OrderEvent;
import java.util.List;

/// An order as it is afterwards, and what others are told about it.
public record Change(Order order, List<OrderEvent> events) {

    public Change {
        events = List.copyOf(events);
    }
}
