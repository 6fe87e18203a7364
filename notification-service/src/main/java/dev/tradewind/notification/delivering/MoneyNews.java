package dev.tradewind.notification.delivering;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.PaymentEvent;
import dev.tradewind.contracts.PaymentEvent.PaymentDeclined;
import dev.tradewind.contracts.PaymentEvent.PaymentProcessed;
import dev.tradewind.contracts.PaymentEvent.PaymentRefunded;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Received;
import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import dev.tradewind.notification.history.OrderFacts;
import dev.tradewind.notification.history.OrderHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells customers that their money came and went. The order it is for may not have been heard of yet; then it is told
/// without its number.
@Component
class MoneyNews implements BatchHandler<PaymentEvent> {

    private final OrderHistory history;
    private final DeliveryLog log;

    MoneyNews(OrderHistory history, DeliveryLog log) {
        this.history = history;
        this.log = log;
    }

    @Override
    public void handle(List<Received<PaymentEvent>> batch) {
        var known = history.of(batch.stream().map(it -> it.message().orderId()).collect(Collectors.toSet()));
        var stores = history.storeNames(
                known.values().stream().map(OrderFacts::storeId).collect(Collectors.toSet()));
        log.tell(batch.stream()
                .flatMap(it -> news(it, matter(known.get(it.message().orderId()), stores)))
                .toList());
    }

    private static Stream<News> news(Received<PaymentEvent> received, Matter order) {
        return switch (received.message()) {
            case PaymentProcessed it ->
                news(received, Kind.PAYMENT_RECEIVED, it.customerId(), order, it.amount(), it.occurredAt());
            case PaymentRefunded it ->
                news(received, Kind.PAYMENT_REFUNDED, it.customerId(), order, it.amount(), it.occurredAt());
            // The order that is rejected for it says so.
            case PaymentDeclined _ -> Stream.empty();
        };
    }

    private static Stream<News> news(
            Received<PaymentEvent> received, Kind kind, UUID customer, Matter order, Money amount, Instant at) {
        var event = received.message();
        return Stream.of(new News(
                received.id(),
                Delivering.wireName(event),
                kind,
                customer,
                event.organizationId(),
                event.orderId(),
                order.amount(amount),
                at,
                at));
    }

    private static Matter matter(@Nullable OrderFacts order, Map<UUID, String> stores) {
        return order == null
                ? Matter.ofOrder(null, null, null, List.of())
                : Matter.ofOrder(stores.get(order.storeId()), order.number(), null, List.of());
    }
}
