package dev.tradewind.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The stock of a product after a change. Key: the product; the newest message of a key is the whole truth.
/// A reservation of several products makes one message for each of them.
///
/// That stock runs low is part of this fact and no message of its own: of a key only the newest message is kept for
/// ever, so that either the warning or the counters would be lost. Whoever wants to be warned remembers what was low
/// and sees it turn low, also when some messages in between are gone.
@Topic(value = "inventory.events", compacted = true)
public sealed interface InventoryEvent extends Message {

    @Override
    UUID organizationId();

    UUID productId();

    @Override
    default UUID key() {
        return productId();
    }

    /// Counters in pieces; `available` is `onHand - reserved`.
    ///
    /// @param lowAt with so many available pieces or fewer it runs low; absent where nobody has said
    @WireName("dev.tradewind.inventory.stock-changed.v1")
    record StockChanged(
            UUID productId,
            UUID organizationId,
            long sequence,
            long onHand,
            long reserved,
            long available,
            Instant occurredAt,
            @Nullable Long lowAt)
            implements InventoryEvent {

        public boolean runsLow() {
            return lowAt != null && available <= lowAt;
        }
    }
}
