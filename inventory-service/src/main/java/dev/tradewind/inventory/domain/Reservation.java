package dev.tradewind.inventory.domain;

import dev.tradewind.inventory.domain.ReservationStatus.Confirmed;
import dev.tradewind.inventory.domain.ReservationStatus.Expired;
import dev.tradewind.inventory.domain.ReservationStatus.Held;
import dev.tradewind.inventory.domain.ReservationStatus.Lapsed;
import dev.tradewind.inventory.domain.ReservationStatus.Packed;
import dev.tradewind.inventory.domain.ReservationStatus.Refused;
import dev.tradewind.inventory.domain.ReservationStatus.Released;
import dev.tradewind.inventory.domain.ReservationStatus.Reserved;
import dev.tradewind.inventory.domain.ReservationStatus.Restocked;
import dev.tradewind.inventory.domain.ReservationStatus.Shipped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Stock promised to an order until it is sold, given back or forgotten. One that was refused, or released before
/// it was made, has no lines: it is only remembered.
///
/// A cart has one reservation for its whole life. Its orders take it over and give it back until one of them is sold.
///
/// @param orderId null while a cart has it
/// @param hold null unless it is a cart's
public record Reservation(
        UUID id,
        @Nullable UUID orderId,
        UUID organizationId,
        List<Line> lines,
        ReservationStatus status,
        @Nullable Hold hold) {

    public Reservation(
            UUID id, @Nullable UUID orderId, UUID organizationId, List<Line> lines, ReservationStatus status) {
        this(id, orderId, organizationId, lines, status, null);
    }

    public Reservation {
        lines = List.copyOf(lines);
    }

    public record Line(UUID productId, long quantity) {}

    /// From the moment it expires a reservation counts as expired, whether or not anybody has noticed yet.
    boolean isOverdue(Instant now) {
        return switch (status) {
            case Reserved(var expiresAt) -> !expiresAt.isAfter(now);
            case Held(var expiresAt) -> !expiresAt.isAfter(now);
            case Confirmed _, Packed _, Shipped _, Restocked _, Released _, Expired _, Refused _, Lapsed _ -> false;
        };
    }

    boolean isOf(UUID order) {
        return order.equals(orderId);
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
        if (status instanceof Packed(var expiresAt)) {
            return in(new Restocked(expiresAt));
        }
        throw new IllegalStateException("Cannot restock reservation " + id + " in " + status);
    }

    /// The same sale over other lines.
    public Reservation wanting(List<Line> lines) {
        return new Reservation(id, orderId, organizationId, lines, status, hold);
    }

    private Reserved reserved(String transition) {
        if (status instanceof Reserved reserved) {
            return reserved;
        }
        throw new IllegalStateException("Cannot " + transition + " reservation " + id + " in " + status);
    }

    private Reservation in(ReservationStatus next) {
        return new Reservation(id, orderId, organizationId, lines, next, hold);
    }
}
