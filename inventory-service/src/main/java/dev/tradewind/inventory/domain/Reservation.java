package dev.tradewind.inventory.domain;

import dev.tradewind.inventory.domain.ReservationStatus.Confirmed;
import dev.tradewind.inventory.domain.ReservationStatus.Expired;
import dev.tradewind.inventory.domain.ReservationStatus.Released;
import dev.tradewind.inventory.domain.ReservationStatus.Reserved;
import dev.tradewind.inventory.domain.ReservationStatus.Restocked;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Stock promised to an order until it is sold, given back or forgotten. One that was refused, or released before
/// it was made, has no lines: it is only remembered.
public record Reservation(UUID id, UUID orderId, UUID organizationId, List<Line> lines, ReservationStatus status) {

    public Reservation {
        lines = List.copyOf(lines);
    }

    public record Line(UUID productId, long quantity) {}

    /// From the moment it expires a reservation counts as expired, whether or not anybody has noticed yet.
    boolean isOverdue(Instant now) {
        return status instanceof Reserved(var expiresAt) && !expiresAt.isAfter(now);
    }

    Reservation confirm() {
        return in(new Confirmed(reserved("confirm").expiresAt()));
    }

    Reservation release() {
        reserved("release");
        return in(new Released());
    }

    Reservation expire() {
        reserved("expire");
        return in(new Expired());
    }

    Reservation restock() {
        if (status instanceof Confirmed(var expiresAt)) {
            return in(new Restocked(expiresAt));
        }
        throw new IllegalStateException("Cannot restock reservation " + id + " in " + status);
    }

    private Reserved reserved(String transition) {
        if (status instanceof Reserved reserved) {
            return reserved;
        }
        throw new IllegalStateException("Cannot " + transition + " reservation " + id + " in " + status);
    }

    private Reservation in(ReservationStatus next) {
        return new Reservation(id, orderId, organizationId, lines, next);
    }
}
