package dev.tradewind.notification.history;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderCompleted;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderDelivered;
import dev.tradewind.contracts.OrderEvent.OrderFulfilled;
import dev.tradewind.contracts.OrderEvent.OrderModified;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderPlaced.Line;
import dev.tradewind.contracts.OrderEvent.OrderRefunded;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.contracts.OrderEvent.OrderShipped;
import dev.tradewind.contracts.OrderEvent.OrderStatusChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of an order. Of one whose beginning we have not heard, number, total and lines are missing.
///
/// @param kept whether it was paid and not given up since
/// @param estimatedReadyAt and `note` as the last step said
public record OrderFacts(
        UUID orderId,
        UUID organizationId,
        UUID storeId,
        UUID customerId,
        long sequence,
        @Nullable String number,
        @Nullable Money total,
        List<Line> lines,
        @Nullable Instant estimatedReadyAt,
        @Nullable String note,
        boolean kept,
        Instant placedAt) {

    public OrderFacts {
        lines = List.copyOf(lines);
    }

    /// What is known after an event; an old one changes nothing.
    public static OrderFacts after(@Nullable OrderFacts before, OrderEvent event) {
        var known = before == null ? unheardOf(event) : before;
        if (event.sequence() <= known.sequence()) {
            return known;
        }
        return switch (event) {
            case OrderPlaced it ->
                new OrderFacts(
                        it.orderId(),
                        it.organizationId(),
                        it.storeId(),
                        it.customerId(),
                        it.sequence(),
                        it.orderNumber(),
                        it.total(),
                        it.lines(),
                        null,
                        null,
                        false,
                        it.occurredAt());
            case OrderConfirmed it -> known.at(it, it.total(), known.lines, true);
            case OrderRejected it -> known.at(it, known.total, known.lines, false);
            case OrderCancelled it -> known.at(it, known.total, known.lines, false);
            case OrderModified it -> known.at(it, it.total(), it.lines(), known.kept);
            case OrderStatusChanged it -> known.told(it);
            case OrderFulfilled it -> known.at(it, known.total, known.lines, known.kept);
            case OrderShipped it -> known.at(it, known.total, known.lines, known.kept);
            case OrderDelivered it -> known.at(it, known.total, known.lines, known.kept);
            case OrderCompleted it -> known.at(it, known.total, known.lines, known.kept);
            case OrderRefunded it -> known.at(it, known.total, known.lines, known.kept);
        };
    }

    private static OrderFacts unheardOf(OrderEvent event) {
        return new OrderFacts(
                event.orderId(),
                event.organizationId(),
                event.storeId(),
                event.customerId(),
                0,
                null,
                null,
                List.of(),
                null,
                null,
                false,
                event.occurredAt());
    }

    private OrderFacts at(OrderEvent event, @Nullable Money now, List<Line> nowLines, boolean nowKept) {
        return new OrderFacts(
                orderId,
                organizationId,
                storeId,
                customerId,
                event.sequence(),
                number,
                now,
                nowLines,
                estimatedReadyAt,
                note,
                nowKept,
                placedAt);
    }

    private OrderFacts told(OrderStatusChanged step) {
        return new OrderFacts(
                orderId,
                organizationId,
                storeId,
                customerId,
                step.sequence(),
                number,
                total,
                lines,
                step.estimatedReadyAt(),
                step.note(),
                kept,
                placedAt);
    }
}
