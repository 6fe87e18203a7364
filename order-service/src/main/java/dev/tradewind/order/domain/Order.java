package dev.tradewind.order.domain;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.OrderStatus.Confirmed;
import dev.tradewind.order.domain.OrderStatus.Pending;
import dev.tradewind.order.domain.OrderStatus.Rejected;
import java.time.Instant;
import java.util.UUID;

/// What may still change about an order. Immutable: a transition answers the order as it is afterwards.
///
/// @param version counts every change, for `ETag`
/// @param sequence the position of its newest event in `order_events`
public record Order(
        UUID id,
        UUID organizationId,
        UUID storeId,
        UUID customerId,
        Money total,
        OrderStatus status,
        Payment payment,
        Reservation reservation,
        long version,
        long sequence) {

    /// An order as it was just accepted; its first event is OrderPlaced.
    public static Order placed(UUID id, UUID organizationId, UUID storeId, UUID customerId, Money total) {
        return new Order(
                id, organizationId, storeId, customerId, total, new Pending(), Payment.PENDING, Reservation.HELD, 1, 1);
    }

    /// Takes over what the participants said; nothing is announced for it.
    public Order knowing(Payment payment, Reservation reservation) {
        if (payment.equals(this.payment) && reservation.equals(this.reservation)) {
            return this;
        }
        return new Order(
                id, organizationId, storeId, customerId, total, status, payment, reservation, version + 1, sequence);
    }

    /// Goods and money are certain.
    public Order confirm(Instant now) {
        return switch (status) {
            case Pending _ when payment.status() != Payment.Status.APPROVED -> throw cannot("confirm unpaid");
            case Pending _
            when reservation.status() != Reservation.Status.CONFIRMED -> throw cannot("confirm without stock");
            case Pending _ -> announced(new Confirmed(now));
            case Confirmed _ -> this;
            case Rejected _ -> throw cannot("confirm");
        };
    }

    /// It will not be fulfilled, and nothing is kept for it.
    public Order reject(String reason, Instant now) {
        return switch (status) {
            case Pending _ when payment.holdsMoney() -> throw cannot("reject paid");
            case Pending _ when reservation.holdsStock() -> throw cannot("reject supplied");
            case Pending _ -> settled().announced(new Rejected(reason, now));
            case Rejected _ -> this;
            case Confirmed _ -> throw cannot("reject");
        };
    }

    /// What was never asked for can no longer come.
    private Order settled() {
        return new Order(
                id,
                organizationId,
                storeId,
                customerId,
                total,
                status,
                payment.status() == Payment.Status.PENDING ? payment.in(Payment.Status.VOIDED) : payment,
                reservation.status() == Reservation.Status.HELD
                        ? reservation.in(Reservation.Status.RELEASED)
                        : reservation,
                version,
                sequence);
    }

    private Order announced(OrderStatus next) {
        return new Order(
                id, organizationId, storeId, customerId, total, next, payment, reservation, version + 1, sequence + 1);
    }

    private IllegalStateException cannot(String transition) {
        return new IllegalStateException(
                "Cannot " + transition + " order " + id + " in " + status + ", " + payment + ", " + reservation);
    }
}
