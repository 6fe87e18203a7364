package dev.tradewind.notification.telling;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderCompleted;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderDelivered;
import dev.tradewind.contracts.OrderEvent.OrderFulfilled;
import dev.tradewind.contracts.OrderEvent.OrderModified;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRefunded;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.contracts.OrderEvent.OrderShipped;
import dev.tradewind.contracts.OrderEvent.OrderStatusChanged;
import dev.tradewind.contracts.PaymentEvent;
import dev.tradewind.contracts.PaymentEvent.PaymentDeclined;
import dev.tradewind.contracts.PaymentEvent.PaymentProcessed;
import dev.tradewind.contracts.PaymentEvent.PaymentRefunded;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Received;
import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Update;
import dev.tradewind.notification.updates.UpdateLog;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What happens to an order and its money, for the customer and the people of the organisation.
@Component
class OrderNews implements BatchHandler<Message> {

    private static final String CREATED = "order:created";
    private static final String UPDATED = "order:updated";
    private static final String PAYMENT = "payment:updated";

    private final Facts facts;
    private final Freshness freshness;
    private final UpdateLog log;

    OrderNews(Facts facts, Freshness freshness, UpdateLog log) {
        this.facts = facts;
        this.freshness = freshness;
        this.log = log;
    }

    @Override
    public void handle(List<Received<Message>> batch) {
        log.append(batch.stream()
                .filter(it -> freshness.isNewsForADay(it.time()))
                .flatMap(it -> news(it.message()))
                .toList());
    }

    private Stream<Update> news(Message message) {
        return switch (message) {
            case OrderEvent it -> ofOrder(it);
            case PaymentEvent it -> Stream.of(ofPayment(it));
            default -> throw new IllegalArgumentException("Not of an order: " + message.getClass());
        };
    }

    private Stream<Update> ofOrder(OrderEvent event) {
        return switch (event) {
            case OrderPlaced it -> told(CREATED, it, "PENDING");
            case OrderConfirmed it -> told(UPDATED, it, "CONFIRMED");
            case OrderRejected it -> told(UPDATED, it, "REJECTED");
            case OrderStatusChanged it -> told(UPDATED, it, it.status());
            case OrderShipped it -> told(UPDATED, it, "SHIPPED");
            case OrderCancelled it -> told(UPDATED, it, "CANCELLED");
            case OrderModified it -> told(UPDATED, it, null);
            case OrderRefunded it -> told(UPDATED, it, null);
            // Said with the change of the status just before.
            case OrderFulfilled _, OrderDelivered _, OrderCompleted _ -> Stream.empty();
        };
    }

    private Stream<Update> told(String type, OrderEvent event, @Nullable String status) {
        var data = facts.of(event);
        if (status != null) {
            data.put("status", status);
        }
        var audience = new Audience.Order(event.orderId(), event.customerId());
        return Stream.of(new Update(event.organizationId(), audience, type, data, event.occurredAt()));
    }

    private Update ofPayment(PaymentEvent event) {
        var data = facts.of(event);
        switch (event) {
            case PaymentProcessed _ -> data.put("status", "APPROVED");
            case PaymentDeclined _ -> data.put("status", "DECLINED");
            // In part or altogether: only the order knows.
            case PaymentRefunded _ -> {}
        }
        var audience = new Audience.Order(event.orderId(), event.customerId());
        return new Update(event.organizationId(), audience, PAYMENT, data, event.occurredAt());
    }
}
