package dev.tradewind.order.cancelling;

import dev.tradewind.order.access.Standing;
import dev.tradewind.order.domain.OpenChange;
import dev.tradewind.order.domain.OrderStatus.Cancelled;
import dev.tradewind.order.fulfilment.Fulfilments;
import dev.tradewind.order.persistence.Orders;
import dev.tradewind.order.showing.OrderNotFound;
import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class Cancelling {

    private final Orders orders;
    private final Fulfilments fulfilments;

    Cancelling(Orders orders, Fulfilments fulfilments) {
        this.orders = orders;
        this.fulfilments = fulfilments;
    }

    /// Whether it is decided already.
    @Transactional
    boolean cancel(Caller caller, UUID orderId, String reason, ExpectedVersion expected) {
        var order = fulfilments.lock(orderId).orElseThrow(() -> new OrderNotFound(orderId));
        var by = Standing.of(caller, order);
        expected.check(order.version());
        var after = fulfilments.withdraw(order, by, caller.accountId());
        // Who gives it up once more changes nothing of what the first said.
        if (order.openChange() != OpenChange.CANCELLATION) {
            orders.noteCancellation(orderId, reason);
        }
        return after.status() instanceof Cancelled;
    }
}
