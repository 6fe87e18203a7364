package dev.tradewind.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What becomes of the stock that carts hold. Key: the reservation, which is the cart's.
@Topic("inventory.holds")
public sealed interface HoldEvent extends Message {

    @Override
    UUID organizationId();

    UUID reservationId();

    /// The wish of the cart that this is about.
    long revision();

    @Override
    default UUID key() {
        return reservationId();
    }

    /// The answer to [InventoryCommand.HoldStock]: the pieces that are held now, which may be fewer than wanted. A
    /// product of which none could be held is left out. Without any, `expiresAt` is absent.
    @WireName("dev.tradewind.inventory.stock-held.v1")
    record StockHeld(
            UUID reservationId,
            UUID organizationId,
            long revision,
            List<Line> lines,
            @Nullable Instant expiresAt,
            Instant occurredAt)
            implements HoldEvent {

        public StockHeld {
            lines = List.copyOf(lines);
        }

        public record Line(UUID productId, long quantity) {}
    }

    /// Nothing is held any more: the time was over, and what was held went back on the shelf.
    @WireName("dev.tradewind.inventory.hold-expired.v1")
    record HoldExpired(UUID reservationId, UUID organizationId, long revision, Instant occurredAt)
            implements HoldEvent {}
}
