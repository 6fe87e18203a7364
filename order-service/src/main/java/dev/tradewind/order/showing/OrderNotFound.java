package dev.tradewind.order.showing;

import dev.tradewind.web.Refusal;
import java.util.UUID;

/// There is no such order, or it is somebody else's: the two look the same, so that ids cannot be probed.
public final class OrderNotFound extends Refusal {

    private static final long serialVersionUID = 1L;

    public OrderNotFound(UUID id) {
        super(Kind.NOT_FOUND, "order-not-found", "There is no order " + id + ".");
    }
}
