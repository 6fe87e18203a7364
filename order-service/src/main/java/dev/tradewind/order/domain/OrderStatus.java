package dev.tradewind.order.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where an order stands. Each status carries exactly what is known in it and nowhere else.
public sealed interface OrderStatus {

    Stage stage();

    record Pending() implements OrderStatus {

        @Override
        public Stage stage() {
            return Stage.PENDING;
        }
    }

    /// Paid and sold, and on its way to the customer or there: CONFIRMED and what follows.
    ///
    /// @param at since when
    record Kept(Stage stage, Instant at) implements OrderStatus {

        public Kept {
            if (!stage.isKept()) {
                throw new IllegalArgumentException("stage: " + stage + " (expected: CONFIRMED or later)");
            }
        }
    }

    record Rejected(String reason, Instant at) implements OrderStatus {

        @Override
        public Stage stage() {
            return Stage.REJECTED;
        }
    }

    record Cancelled(Instant at) implements OrderStatus {

        @Override
        public Stage stage() {
            return Stage.CANCELLED;
        }
    }

    /// The word for it outside.
    default String word() {
        return stage().name();
    }

    default @Nullable Instant since() {
        return switch (this) {
            case Pending _ -> null;
            case Kept(var _, var at) -> at;
            case Rejected(var _, var at) -> at;
            case Cancelled(var at) -> at;
        };
    }
}
