package dev.tradewind.order.history;

import dev.tradewind.contracts.Money;
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
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.Payment;
import dev.tradewind.order.domain.Reservation;
import dev.tradewind.order.showing.OrderView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order as far as its events tell.
///
/// @param settled what became of money and goods, when an event told it
/// @param sequence of the newest event that is in it
record Summary(
        UUID orderId,
        UUID organizationId,
        UUID storeId,
        UUID customerId,
        String orderNumber,
        String fulfilment,
        List<OrderPlaced.Line> lines,
        Money total,
        String status,
        @Nullable UUID paymentId,
        @Nullable String rejectionReason,
        @Nullable Settled settled,
        @Nullable Instant estimatedReadyAt,
        @Nullable String trackingNumber,
        long refunded,
        long sequence,
        Instant placedAt,
        Instant updatedAt) {

    Summary {
        lines = List.copyOf(lines);
    }

    /// Money and goods of an order that came to nothing.
    record Settled(Payment.Status payment, Reservation.Status reservation) {

        static @Nullable Settled of(@Nullable String payment, @Nullable String reservation) {
            return payment == null || reservation == null
                    ? null
                    : new Settled(Payment.Status.valueOf(payment), Reservation.Status.valueOf(reservation));
        }
    }

    /// Whether the event is the very next; an earlier one is known, a later one shows that something is missing.
    static boolean isNext(@Nullable Summary before, OrderEvent event) {
        return event.sequence() == (before == null ? 1 : before.sequence + 1);
    }

    static boolean isKnown(@Nullable Summary before, OrderEvent event) {
        return before != null && event.sequence() <= before.sequence;
    }

    static Summary after(@Nullable Summary before, OrderEvent event) {
        return switch (event) {
            case OrderPlaced it ->
                new Summary(
                        it.orderId(),
                        it.organizationId(),
                        it.storeId(),
                        it.customerId(),
                        it.orderNumber(),
                        it.fulfilment(),
                        it.lines(),
                        it.total(),
                        "PENDING",
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        it.sequence(),
                        it.occurredAt(),
                        it.occurredAt());
            case OrderConfirmed it -> placed(before, it).in("CONFIRMED", it.paymentId(), null, it);
            case OrderRejected it ->
                placed(before, it)
                        .in("REJECTED", null, it.reason(), it)
                        .settled(Settled.of(it.paymentStatus(), it.reservationStatus()));
            case OrderStatusChanged it -> placed(before, it).stepped(it);
            case OrderShipped it -> placed(before, it).shipped(it);
            case OrderCancelled it ->
                placed(before, it).in("CANCELLED", it).settled(Settled.of(it.paymentStatus(), it.reservationStatus()));
            case OrderModified it -> placed(before, it).of(it.lines(), it.total(), it);
            case OrderRefunded it -> placed(before, it).refunded(it);
            case OrderFulfilled _, OrderDelivered _, OrderCompleted _ ->
                placed(before, event).in(placed(before, event).status, event);
        };
    }

    private static Summary placed(@Nullable Summary before, OrderEvent event) {
        if (before == null) {
            throw new IllegalArgumentException("first event: " + event + " (expected: OrderPlaced)");
        }
        return before;
    }

    private Summary in(String next, OrderEvent event) {
        return in(next, paymentId, rejectionReason, event);
    }

    private Summary in(String next, @Nullable UUID payment, @Nullable String reason, OrderEvent event) {
        return with(lines, total, next, payment, reason, estimatedReadyAt, trackingNumber, refunded, event);
    }

    private Summary stepped(OrderStatusChanged it) {
        return with(lines, total, it.status(), paymentId, null, it.estimatedReadyAt(), trackingNumber, refunded, it);
    }

    private Summary shipped(OrderShipped it) {
        return with(lines, total, status, paymentId, null, estimatedReadyAt, it.trackingNumber(), refunded, it);
    }

    private Summary of(List<OrderPlaced.Line> lines, Money total, OrderEvent event) {
        return with(lines, total, status, paymentId, null, estimatedReadyAt, trackingNumber, refunded, event);
    }

    private Summary refunded(OrderRefunded it) {
        var sum = it.refunded().amount();
        return with(lines, total, status, paymentId, null, estimatedReadyAt, trackingNumber, sum, it);
    }

    private Summary settled(@Nullable Settled settled) {
        return new Summary(
                orderId,
                organizationId,
                storeId,
                customerId,
                orderNumber,
                fulfilment,
                lines,
                total,
                status,
                paymentId,
                rejectionReason,
                settled,
                estimatedReadyAt,
                trackingNumber,
                refunded,
                sequence,
                placedAt,
                updatedAt);
    }

    private Summary with(
            List<OrderPlaced.Line> lines,
            Money total,
            String status,
            @Nullable UUID paymentId,
            @Nullable String rejectionReason,
            @Nullable Instant estimatedReadyAt,
            @Nullable String trackingNumber,
            long refunded,
            OrderEvent event) {
        return new Summary(
                orderId,
                organizationId,
                storeId,
                customerId,
                orderNumber,
                fulfilment,
                lines,
                total,
                status,
                paymentId,
                rejectionReason,
                settled,
                estimatedReadyAt,
                trackingNumber,
                refunded,
                event.sequence(),
                placedAt,
                event.occurredAt());
    }

    /// What the events do not tell is told by the order itself.
    OrderView view() {
        return new OrderView(
                orderId,
                orderNumber,
                organizationId,
                storeId,
                customerId,
                status,
                Fulfilment.valueOf(fulfilment),
                lines.stream()
                        .map(it -> new OrderView.Item(it.productId(), it.title(), it.unitPrice(), it.quantity(), null))
                        .toList(),
                total,
                new Payment(paymentStatus(), paymentId),
                new Reservation(reservationStatus(), null),
                estimatedReadyAt,
                trackingNumber,
                rejectionReason,
                null,
                sequence,
                placedAt,
                updatedAt);
    }

    private Payment.Status paymentStatus() {
        if (settled != null) {
            return settled.payment();
        }
        return switch (status) {
            case "PENDING" -> Payment.Status.PENDING;
            case "REJECTED" -> rejectedPaymentStatus();
            case "CANCELLED" -> paymentId == null ? Payment.Status.VOIDED : Payment.Status.REFUNDED;
            case String _ when refunded == 0 -> Payment.Status.APPROVED;
            case String _ when refunded < total.amount() -> Payment.Status.PARTIALLY_REFUNDED;
            case String _ -> Payment.Status.REFUNDED;
        };
    }

    /// Events of old do not tell; then it is what it was most of the time.
    private Payment.Status rejectedPaymentStatus() {
        return switch (rejectionReason) {
            case "payment-declined" -> Payment.Status.DECLINED;
            case "reservation-expired" -> Payment.Status.REFUNDED;
            case null, default -> Payment.Status.VOIDED;
        };
    }

    private Reservation.Status reservationStatus() {
        if (settled != null) {
            return settled.reservation();
        }
        return switch (status) {
            case "PENDING" -> Reservation.Status.HELD;
            case "REJECTED" ->
                "reservation-expired".equals(rejectionReason)
                        ? Reservation.Status.EXPIRED
                        : Reservation.Status.RELEASED;
            case "CANCELLED" -> Reservation.Status.RELEASED;
            case String _ -> Reservation.Status.CONFIRMED;
        };
    }
}
