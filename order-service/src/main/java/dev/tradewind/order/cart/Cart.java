package dev.tradewind.order.cart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a customer wants to order some day, as it is kept.
///
/// @param storeId null while the cart is empty
/// @param revision counts what the customer changed
/// @param version counts every change
/// @param heldRevision the wish that inventory answered last
/// @param orderId the order that took it over last
record Cart(
        UUID id,
        Owner owner,
        @Nullable UUID storeId,
        long revision,
        long version,
        long heldRevision,
        Hold hold,
        @Nullable UUID orderId,
        List<Line> lines) {

    static final int MAX_LINES = 100;

    Cart {
        lines = List.copyOf(lines);
    }

    /// Whose cart it is: one for each organisation somebody buys in.
    record Owner(UUID customerId, UUID organizationId) {}

    /// @param held pieces that inventory holds for it; fewer than wanted when there are no more
    record Line(UUID productId, int quantity, @Nullable String instructions, long held) {}

    /// @param expiresAt null unless held
    record Hold(Status status, @Nullable Instant expiresAt) {

        enum Status {
            NONE,
            HELD,
            EXPIRED
        }

        /// From the moment it expires it counts as expired, whether or not inventory has told us yet.
        Hold at(Instant now) {
            return expiresAt != null && !expiresAt.isAfter(now) ? new Hold(Status.EXPIRED, null) : this;
        }
    }

    Optional<Line> line(UUID productId) {
        return lines.stream().filter(it -> it.productId().equals(productId)).findFirst();
    }
}
