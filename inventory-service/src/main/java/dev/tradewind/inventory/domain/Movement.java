package dev.tradewind.inventory.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Why the number of pieces on hand changed. The movements of a product add up to what is on hand.
public sealed interface Movement {

    UUID productId();

    /// What was added to the pieces on hand; never 0.
    long delta();

    Instant at();

    /// The first filling of the shelf; once for each product.
    record Initial(UUID productId, long delta, Instant at) implements Movement {}

    /// A person counted or corrected.
    record Adjustment(UUID productId, long delta, UUID actor, String reason, Instant at) implements Movement {}

    /// What was sold came back before it left the house.
    ///
    /// @param changeId the change of its order by which it did; null when all of it came back
    record Restock(
            UUID productId,
            long delta,
            UUID reservationId,
            UUID orderId,
            @Nullable UUID changeId,
            Instant at) implements Movement {}

    /// A confirmed reservation left the house.
    ///
    /// @param changeId the change of its order by which it did; null when it was ordered so
    record Sale(
            UUID productId,
            long delta,
            UUID reservationId,
            UUID orderId,
            @Nullable UUID changeId,
            Instant at) implements Movement {}
}
