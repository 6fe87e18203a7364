package dev.tradewind.order.refunding;

import dev.tradewind.contracts.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money on its way back, or there.
///
/// @param failure why it did not leave, as the payment side says
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
        @Nullable Instant settledAt) {

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
