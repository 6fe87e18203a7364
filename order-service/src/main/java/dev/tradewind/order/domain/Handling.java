package dev.tradewind.order.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What those who handle the goods tell the customer.
public record Handling(
        @Nullable Instant estimatedReadyAt, @Nullable String trackingNumber) {

    public static final Handling NONE = new Handling(null, null);

    Handling estimated(@Nullable Instant readyAt) {
        return readyAt == null ? this : new Handling(readyAt, trackingNumber);
    }

    Handling tracked(@Nullable String number) {
        return number == null ? this : new Handling(estimatedReadyAt, number);
    }
}
