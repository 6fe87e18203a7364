package dev.tradewind.inventory.persistence;

import dev.tradewind.inventory.domain.Hold;
import dev.tradewind.inventory.domain.Reservation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What a reservation remembers of its cart, as columns and back.
final class HoldColumns {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<UUID, String>> ENDED = new TypeReference<>() {};

    private HoldColumns() {}

    static <T> @Nullable T of(Reservation reservation, Function<Hold, T> column) {
        return reservation.hold() == null ? null : column.apply(reservation.hold());
    }

    static @Nullable String ended(Reservation reservation) {
        return of(reservation, hold -> JSON.writeValueAsString(hold.ended()));
    }

    static @Nullable Hold read(ResultSet row) throws SQLException {
        var ended = row.getString("ended");
        return ended == null
                ? null
                : new Hold(
                        time(row, "hold_expires_at"),
                        time(row, "hold_latest"),
                        row.getLong("revision"),
                        JSON.readValue(ended, ENDED));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
