package dev.tradewind.order.domain;

import java.time.Instant;

/// Where an order stands. Each status carries exactly what is known in it and nowhere else.
public sealed interface OrderStatus {

    record Pending() implements OrderStatus {}

    record Confirmed(Instant at) implements OrderStatus {}

    record Rejected(String reason, Instant at) implements OrderStatus {}

    /// The word for it outside.
    default String word() {
        return switch (this) {
            case Pending _ -> "PENDING";
            case Confirmed _ -> "CONFIRMED";
            case Rejected _ -> "REJECTED";
        };
    }
}
