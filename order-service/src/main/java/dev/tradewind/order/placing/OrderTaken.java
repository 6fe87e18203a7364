package dev.tradewind.order.placing;

import dev.tradewind.order.persistence.NewOrder;
import dev.tradewind.order.showing.OrderView;
import dev.tradewind.web.Answer;
import java.net.URI;

/// What is answered when an order was taken.
final class OrderTaken {

    private OrderTaken() {}

    static Answer answer(NewOrder placed) {
        var view = view(placed);
        return Answer.created(URI.create("/api/orders/" + view.id()), view).with("ETag", view.etag());
    }

    private static OrderView view(NewOrder placed) {
        var order = placed.order();
        return new OrderView(
                order.id(),
                placed.number(),
                order.organizationId(),
                order.storeId(),
                order.customerId(),
                order.status().word(),
                placed.fulfilment(),
                placed.lines().stream()
                        .map(it -> new OrderView.Item(
                                it.productId(), it.title(), it.unitPrice(), it.quantity(), it.instructions()))
                        .toList(),
                placed.address(),
                placed.instructions(),
                order.total(),
                order.payment(),
                order.reservation(),
                null,
                null,
                null,
                null,
                null,
                order.version(),
                placed.event().occurredAt(),
                placed.event().occurredAt());
    }
}
