package dev.tradewind.contracts;

import java.time.Instant;
import java.util.UUID;

/// The stock of a product after a change. Key: the product; the newest message of a key is the whole truth.
/// A reservation of several products makes one message for each of them.
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
    @WireName("dev.tradewind.inventory.stock-changed.v1")
    record StockChanged(
            UUID productId,
            UUID organizationId,
            long sequence,
            long onHand,
            long reserved,
            long available,
            Instant occurredAt)
            implements InventoryEvent {}
}
