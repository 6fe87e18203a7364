package dev.tradewind.inventory.persistence;

import dev.tradewind.inventory.domain.ReservationStatus;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// The sealed status of a reservation as columns, and back.
final class StatusColumns {

    private StatusColumns() {}

    static String name(ReservationStatus status) {
        return switch (status) {
            case Reserved _ -> "RESERVED";
            case Confirmed _, Packed _, Shipped _, Restocked _ -> "CONFIRMED";
            case Released _ -> "RELEASED";
            case Expired _ -> "EXPIRED";
            case Refused _ -> "REFUSED";
            case Held _ -> "HELD";
            case Lapsed _ -> "LAPSED";
        };
    }

    static @Nullable Instant expiresAt(ReservationStatus status) {
        return switch (status) {
            case Reserved(var expiresAt) -> expiresAt;
            case Confirmed(var expiresAt) -> expiresAt;
            case Packed(var expiresAt) -> expiresAt;
            case Shipped(var expiresAt) -> expiresAt;
            case Restocked(var expiresAt) -> expiresAt;
            case Held(var expiresAt) -> expiresAt;
            case Released _, Expired _, Refused _, Lapsed _ -> null;
        };
    }

    static @Nullable String reason(ReservationStatus status) {
        return status instanceof Refused(var reason) ? reason : null;
    }

    static ReservationStatus read(ResultSet row) throws SQLException {
        return switch (row.getString("status")) {
            case "RESERVED" -> new Reserved(readExpiry(row));
            case "CONFIRMED" -> sold(row);
            case "RELEASED" -> new Released();
            case "EXPIRED" -> new Expired();
            case "REFUSED" -> new Refused(row.getString("reason"));
            case "HELD" -> new Held(readExpiry(row));
            case "LAPSED" -> new Lapsed();
            case String unknown -> throw new IllegalStateException("Unknown status of a reservation: " + unknown);
        };
    }

    private static ReservationStatus sold(ResultSet row) throws SQLException {
        if (row.getObject("shipped_at") != null) {
            return new Shipped(readExpiry(row));
        }
        if (row.getObject("restocked_at") != null) {
            return new Restocked(readExpiry(row));
        }
        return row.getObject("packed_at") != null ? new Packed(readExpiry(row)) : new Confirmed(readExpiry(row));
    }

    private static Instant readExpiry(ResultSet row) throws SQLException {
        return row.getObject("expires_at", OffsetDateTime.class).toInstant();
    }
}
