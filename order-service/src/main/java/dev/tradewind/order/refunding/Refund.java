package dev.tradewind.order.refunding;

import dev.tradewind.contracts.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money on its way back, or there.
///
/// @param failure why it did not leave, or not all of it, as the payment side says
/// @param retriedAs the refund that was asked for in its place
record Refund(
        UUID id,
        UUID orderId,
        Kind kind,
        Money amount,
        Status status,
        @Nullable String reason,
        UUID actor,
        @Nullable String failure,
        Instant requestedAt,
        @Nullable Instant settledAt,
        @Nullable UUID retriedAs) {

    static Refund requested(
            UUID id, UUID orderId, Kind kind, Money amount, @Nullable String reason, UUID actor, Instant now) {
        return new Refund(id, orderId, kind, amount, Status.REQUESTED, reason, actor, null, now, null, null);
    }

    /// Asked for once more, under an id that nobody has answered yet.
    Refund again(UUID nextId, Instant now) {
        return requested(nextId, orderId, kind, amount, reason, actor, now);
    }

    /// What did not go of it.
    Refund unpaid(UUID nextId, Money rest, Instant now) {
        return new Refund(nextId, orderId, kind, rest, Status.FAILED, reason, actor, failure, requestedAt, now, null);
    }

    /// Whether the customer waits for it although it was refused: what the order costs less is the customer's, while
    /// what staff only meant to give is the staff's to decide about again.
    boolean isOwed() {
        return kind == Kind.DIFFERENCE && status == Status.FAILED && retriedAs == null;
    }

    enum Kind {
        /// Staff gives a part of the total back.
        AGREED,
        /// The order costs less than it did.
        DIFFERENCE;

        /// What the payment side is told; what staff wrote stays with us.
        String reason() {
            return switch (this) {
                case AGREED -> "requested-by-staff";
                case DIFFERENCE -> "order-modified";
            };
        }
    }

    enum Status {
        REQUESTED,
        REFUNDED,
        FAILED
    }
}
