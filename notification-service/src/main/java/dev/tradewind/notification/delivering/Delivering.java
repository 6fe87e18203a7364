package dev.tradewind.notification.delivering;

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
import dev.tradewind.contracts.WireName;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Received;
import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import dev.tradewind.notification.history.OrderFacts;
import dev.tradewind.notification.history.OrderHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Tells customers how their orders get on.
@Component
class Delivering implements BatchHandler<OrderEvent> {

    private final OrderHistory history;
    private final DeliveryLog log;
    private final Duration tasting;

    /// @param tasting how long after it came somebody is asked what they think of it
    Delivering(
            OrderHistory history,
            DeliveryLog log,
            @Value("${tradewind.notification.review-request-after:1d}") Duration tasting) {
        this.history = history;
        this.log = log;
        this.tasting = tasting;
    }

    @Override
    public void handle(List<Received<OrderEvent>> batch) {
        var known = new HashMap<>(
                history.of(batch.stream().map(it -> it.message().orderId()).collect(Collectors.toSet())));
        var stores = history.storeNames(
                batch.stream().map(it -> it.message().storeId()).collect(Collectors.toSet()));
        var news = new ArrayList<News>();
        for (var received : batch) {
            var facts = OrderFacts.after(known.get(received.message().orderId()), received.message());
            known.put(facts.orderId(), facts);
            news(received, facts, stores).forEach(news::add);
        }
        history.keep(known.values());
        log.tell(news);
    }

    private Stream<News> news(Received<OrderEvent> received, OrderFacts facts, Map<UUID, String> stores) {
        var order = Matter.ofOrder(stores.get(facts.storeId()), facts.number(), facts.total(), facts.lines());
        var brief = order.withoutLines();
        var step = brief.told(facts.estimatedReadyAt(), facts.note());
        return switch (received.message()) {
            case OrderPlaced _ -> Stream.of(news(received, Kind.ORDER_PLACED, order));
            case OrderConfirmed _ -> Stream.of(news(received, Kind.ORDER_CONFIRMED, order));
            case OrderRejected it -> Stream.of(news(received, Kind.ORDER_REJECTED, brief.because(it.reason())));
            case OrderStatusChanged it -> changed(received, it, step);
            case OrderFulfilled it ->
                Stream.of(news(received, it.status().equals("PACKED") ? Kind.ORDER_PACKED : Kind.ORDER_READY, step));
            case OrderShipped it ->
                Stream.of(news(received, Kind.ORDER_SHIPPED, step.by(it.carrier(), it.trackingNumber())));
            case OrderDelivered _ ->
                Stream.of(news(received, Kind.ORDER_DELIVERED, step), reviewRequest(received, order));
            case OrderCompleted _ ->
                Stream.of(news(received, Kind.ORDER_COMPLETED, step), reviewRequest(received, order));
            case OrderCancelled _ -> Stream.of(news(received, Kind.ORDER_CANCELLED, brief));
            case OrderModified _ -> Stream.of(news(received, Kind.ORDER_MODIFIED, order));
            // Said when the money moves, as `payments.events` tells.
            case OrderRefunded _ -> Stream.empty();
        };
    }

    /// What has an event of its own is told by that one, with the words of this one.
    private static Stream<News> changed(Received<OrderEvent> received, OrderStatusChanged change, Matter step) {
        if (change.previous().equals(change.status())) {
            return Stream.of(news(received, Kind.ORDER_UPDATED, step));
        }
        return switch (change.status()) {
            case "PREPARING" -> Stream.of(news(received, Kind.ORDER_PREPARING, step));
            case "OUT_FOR_DELIVERY" -> Stream.of(news(received, Kind.ORDER_ON_ITS_WAY, step));
            case "READY", "PACKED", "SHIPPED", "DELIVERED", "COMPLETED" -> Stream.empty();
            // A step of tomorrow: only what was written about it can be told.
            default -> step.note() == null ? Stream.empty() : Stream.of(news(received, Kind.ORDER_UPDATED, step));
        };
    }

    private News reviewRequest(Received<OrderEvent> received, Matter order) {
        var now = news(received, Kind.REVIEW_REQUEST, order);
        return new News(
                now.eventId(),
                now.eventType(),
                now.kind(),
                now.accountId(),
                now.organizationId(),
                now.orderId(),
                now.matter(),
                now.occurredAt(),
                now.occurredAt().plus(tasting));
    }

    private static News news(Received<OrderEvent> received, Kind kind, Matter matter) {
        var event = received.message();
        return new News(
                received.id(),
                wireName(event),
                kind,
                event.customerId(),
                event.organizationId(),
                event.orderId(),
                matter,
                event.occurredAt(),
                event.occurredAt());
    }

    static String wireName(Message event) {
        return Objects.requireNonNull(event.getClass().getAnnotation(WireName.class), "WireName")
                .value();
    }
}
