package dev.tradewind.contracts;

import java.time.Instant;
import java.util.UUID;

/// What happened to the money of an order. Key: the order; the sequence counts the events of its payment.
@Topic("payments.events")
public sealed interface PaymentEvent extends Message {

    @Override
    UUID organizationId();

    UUID orderId();

    UUID paymentId();

    UUID customerId();

    Instant occurredAt();

    @Override
    default UUID key() {
        return orderId();
    }

    /// The provider took the money (PaymentReceived).
    @WireName("dev.tradewind.payment.processed.v1")
    record PaymentProcessed(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID paymentId,
            UUID customerId,
            Money amount,
            Instant occurredAt)
            implements PaymentEvent {}

    /// The provider refused. `reason` is the provider's stable code, such as `card_declined`.
    @WireName("dev.tradewind.payment.declined.v1")
    record PaymentDeclined(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID paymentId,
            UUID customerId,
            String reason,
            Instant occurredAt)
            implements PaymentEvent {}

    /// Money went back. `amount` is this refund's, not the sum of all.
    @WireName("dev.tradewind.payment.refunded.v1")
    record PaymentRefunded(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID paymentId,
            UUID customerId,
            UUID refundId,
            Money amount,
            Instant occurredAt)
            implements PaymentEvent {}
}
