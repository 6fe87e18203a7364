package dev.tradewind.inventory.domain;

import dev.tradewind.contracts.InventoryEvent.StockChanged;
import java.time.Instant;
import java.util.UUID;

/// What there is of one product, in pieces. Immutable: a change answers the stock as it is afterwards.
///
/// @param version the sequence of the last [StockChanged] about this product
/// @param withdrawn whether the catalog has deleted the product; what is reserved can still be sold or given back
/// @param lowAt with so many available pieces or fewer it runs low
public record Stock(
        UUID productId, UUID organizationId, long onHand, long reserved, long version, boolean withdrawn, long lowAt) {

    /// Far more than any shelf holds, and far less than what makes a sum overflow.
    public static final long MAX_ON_HAND = 1_000_000_000;

    public Stock {
        if (reserved < 0 || reserved > onHand) {
            throw new IllegalArgumentException("reserved: " + reserved + " (expected: 0.." + onHand + ")");
        }
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: >= 1)");
        }
    }

    /// A new product has an inventory of zeros.
    public static Stock none(UUID productId, UUID organizationId) {
        return new Stock(productId, organizationId, 0, 0, 1, false, 0);
    }

    public Stock runningLowAt(long pieces) {
        return new Stock(productId, organizationId, onHand, reserved, version, withdrawn, pieces);
    }

    public long available() {
        return onHand - reserved;
    }

    Stock reserve(long quantity) {
        return with(onHand, Math.addExact(reserved, quantity));
    }

    Stock release(long quantity) {
        return with(onHand, reserved - quantity);
    }

    /// What is sold was reserved before: both counters go down and the available pieces stay the same.
    Stock sell(long quantity) {
        return with(onHand - quantity, reserved - quantity);
    }

    Stock restock(long quantity) {
        return with(Math.addExact(onHand, quantity), reserved);
    }

    /// @throws StockOutOfBounds when less would be there than is reserved, or more than a shelf holds
    Stock add(long delta) {
        var next = Math.addExact(onHand, delta);
        if (next < reserved) {
            throw StockOutOfBounds.belowReserved(next, reserved);
        }
        if (next > MAX_ON_HAND) {
            throw StockOutOfBounds.tooMany(next);
        }
        return with(next, reserved);
    }

    Stock nextVersion() {
        return new Stock(productId, organizationId, onHand, reserved, version + 1, withdrawn, lowAt);
    }

    boolean countsLike(Stock other) {
        return onHand == other.onHand && reserved == other.reserved && lowAt == other.lowAt;
    }

    public StockChanged announcement(Instant at) {
        return new StockChanged(productId, organizationId, version, onHand, reserved, available(), at, lowAt);
    }

    private Stock with(long onHand, long reserved) {
        return new Stock(productId, organizationId, onHand, reserved, version, withdrawn, lowAt);
    }
}
