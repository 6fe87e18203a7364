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
        Money amount,
        Status status,
        @Nullable String reason,
        UUID actor,
        @Nullable String failure,
        Instant requestedAt,
        @Nullable Instant settledAt) {

    enum Status {
        REQUESTED,
        REFUNDED,
        FAILED
    }
}
