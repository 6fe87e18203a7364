package dev.tradewind.order.persistence;

import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.order.domain.Address;
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.OrderLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order with everything that is written once.
public record NewOrder(
        Order order,
        String number,
        Fulfilment fulfilment,
        List<OrderLine> lines,
        @Nullable Address address,
        @Nullable String instructions,
        OrderPlaced event) {

    public NewOrder {
        lines = List.copyOf(lines);
    }
}
