package dev.tradewind.order.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of the stock behind an order.
///
/// @param expiresAt when the stock goes back by itself; null until it is reserved
public record Reservation(Status status, @Nullable Instant expiresAt) {

    /// `HELD` has been asked for (or is a cart's) and is not yet this order's own.
    public enum Status {
        HELD,
        RESERVED,
        CONFIRMED,
        RELEASED,
        EXPIRED
    }

    public static final Reservation HELD = new Reservation(Status.HELD, null);

    public Reservation in(Status next) {
        return new Reservation(next, expiresAt);
    }

    /// Whether stock may be set aside that an order without customer must not keep.
    boolean holdsStock() {
        return switch (status) {
            case RESERVED, CONFIRMED -> true;
            case HELD, RELEASED, EXPIRED -> false;
        };
    }
}
