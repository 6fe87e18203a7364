package dev.tradewind.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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

        public StockHeld with(Function<UUID, Left> left) {
            return new StockHeld(
                    reservationId,
                    organizationId,
                    revision,
                    lines.stream()
                            .map(it -> new Line(it.productId(), it.quantity(), left.apply(it.productId())))
                            .toList(),
                    expiresAt,
                    occurredAt);
        }

        /// @param left what else is on the shelf; absent in what older senders said
        public record Line(
                UUID productId, long quantity, @Nullable Left left) {}

        /// The same as [InventoryEvent.StockChanged] of this sequence says. It is told here too, because that one may
        /// come later, and until then the shelf seems to have the held pieces as well.
        ///
        /// @param available in pieces
        public record Left(long available, long sequence) {}
    }

    /// Nothing is held any more: the time was over, and what was held went back on the shelf.
    @WireName("dev.tradewind.inventory.hold-expired.v1")
    record HoldExpired(UUID reservationId, UUID organizationId, long revision, Instant occurredAt)
            implements HoldEvent {}
}
