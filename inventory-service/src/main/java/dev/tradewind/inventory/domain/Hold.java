package dev.tradewind.inventory.domain;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// What a cart's reservation remembers beside its stock, whoever has it at the moment.
///
/// @param expiresAt until when the pieces are the cart's, also while an order has taken them over
/// @param latest no activity extends the hold beyond this
/// @param revision the last wish of the cart
/// @param ended what orders that may no longer have it were told, so that none of them gets it again
public record Hold(Instant expiresAt, Instant latest, long revision, Map<UUID, String> ended) {

    static final int MOST_ENDED = 50;

    /// Of a cart that never held anything.
    static final Hold NONE = new Hold(Instant.EPOCH, Instant.EPOCH, 0, Map.of());

    public Hold {
        ended = new TreeMap<>(ended);
    }

    boolean isOver(Instant now) {
        return !expiresAt.isAfter(now);
    }

    Hold wished(long revision) {
        return new Hold(expiresAt, latest, revision, ended);
    }

    Hold until(Instant expiresAt, Instant latest) {
        return new Hold(expiresAt, latest, revision, ended);
    }

    /// What an order was told first stays true. A cart is checked out by one order at a time, so that nobody asks for
    /// those long before the last: their ids, which begin with their time, go first.
    Hold ended(UUID orderId, String reason) {
        var more = new TreeMap<>(ended);
        more.putIfAbsent(orderId, reason);
        while (more.size() > MOST_ENDED) {
            more.remove(more.firstKey().equals(orderId) ? more.higherKey(orderId) : more.firstKey());
        }
        return new Hold(expiresAt, latest, revision, more);
    }
}
