package dev.tradewind.order.domain;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderCompleted;
import dev.tradewind.contracts.OrderEvent.OrderDelivered;
import dev.tradewind.contracts.OrderEvent.OrderFulfilled;
import dev.tradewind.contracts.OrderEvent.OrderModified;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRefunded;
import dev.tradewind.contracts.OrderEvent.OrderShipped;
import dev.tradewind.contracts.OrderEvent.OrderStatusChanged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// What others are told about an order that changed.
final class Telling {

    private Telling() {}

    /// Whether arriving there is told by an event of its own as well.
    static boolean isMilestone(Stage stage) {
        return switch (stage) {
            case READY, PACKED, SHIPPED, DELIVERED, COMPLETED -> true;
            case PENDING, CONFIRMED, PREPARING, OUT_FOR_DELIVERY, REJECTED, CANCELLED -> false;
        };
    }

    static List<OrderEvent> step(Order before, Order after, News news, Instant now) {
        var from = before.status().stage();
        var to = after.status().stage();
        var changed = new OrderStatusChanged(
                after.id(),
                after.organizationId(),
                before.sequence() + 1,
                after.storeId(),
                after.customerId(),
                from.name(),
                to.name(),
                after.handling().estimatedReadyAt(),
                news.note(),
                now);
        return Stream.concat(Stream.of(changed), from == to ? Stream.empty() : milestone(after, news, now).stream())
                .toList();
    }

    static OrderEvent cancelled(Order before, Order after, Party by, Instant now) {
        return new OrderCancelled(
                after.id(),
                after.organizationId(),
                after.sequence(),
                after.storeId(),
                after.customerId(),
                before.status().word(),
                by.name(),
                isSettled(before) ? after.payment().status().name() : null,
                isSettled(before) ? after.reservation().status().name() : null,
                now);
    }

    /// What was sold gets its money and goods back only afterwards.
    private static boolean isSettled(Order before) {
        return before.status().stage() == Stage.PENDING;
    }

    static OrderEvent modified(Order before, Order after, Revision revision, Instant now) {
        return new OrderModified(
                after.id(),
                after.organizationId(),
                after.sequence(),
                after.storeId(),
                after.customerId(),
                revision.lines().stream()
                        .map(it -> new OrderPlaced.Line(it.productId(), it.title(), it.unitPrice(), it.quantity()))
                        .toList(),
                before.total(),
                after.total(),
                now);
    }

    static OrderEvent refunded(Order after, UUID refundId, Money amount, Money refunded, Instant now) {
        return new OrderRefunded(
                after.id(),
                after.organizationId(),
                after.sequence(),
                after.storeId(),
                after.customerId(),
                refundId,
                amount,
                refunded,
                now);
    }

    private static Optional<OrderEvent> milestone(Order it, News news, Instant now) {
        var to = it.status().stage();
        return switch (to) {
            case READY, PACKED ->
                Optional.of(new OrderFulfilled(
                        it.id(), it.organizationId(), it.sequence(), it.storeId(), it.customerId(), to.name(), now));
            case SHIPPED ->
                Optional.of(new OrderShipped(
                        it.id(),
                        it.organizationId(),
                        it.sequence(),
                        it.storeId(),
                        it.customerId(),
                        news.carrier(),
                        it.handling().trackingNumber(),
                        now));
            case DELIVERED ->
                Optional.of(new OrderDelivered(
                        it.id(),
                        it.organizationId(),
                        it.sequence(),
                        it.storeId(),
                        it.customerId(),
                        news.productIds(),
                        now));
            case COMPLETED ->
                Optional.of(new OrderCompleted(
                        it.id(),
                        it.organizationId(),
                        it.sequence(),
                        it.storeId(),
                        it.customerId(),
                        news.productIds(),
                        now));
            case PENDING, CONFIRMED, PREPARING, OUT_FOR_DELIVERY, REJECTED, CANCELLED -> Optional.empty();
        };
    }
}
