package dev.tradewind.inventory.domain;

import dev.tradewind.inventory.domain.Reservation.Line;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an order that was sold is to have instead. It leaves `OPEN` once and for ever.
///
/// @param lines all the order is to have; none when it was never set aside
/// @param reason what whoever asks too late is told; null while it is open and once it is confirmed
public record Change(
        UUID id,
        UUID reservationId,
        UUID orderId,
        List<Line> lines,
        Status status,
        @Nullable String reason) {

    public enum Status {
        OPEN,
        CONFIRMED,
        RELEASED,
        REFUSED
    }

    public Change {
        lines = List.copyOf(lines);
    }

    Change confirmed() {
        return new Change(id, reservationId, orderId, lines, Status.CONFIRMED, null);
    }

    Change released() {
        return new Change(id, reservationId, orderId, lines, Status.RELEASED, ReservationBook.RELEASED);
    }

    boolean isOpen() {
        return status == Status.OPEN;
    }
}
