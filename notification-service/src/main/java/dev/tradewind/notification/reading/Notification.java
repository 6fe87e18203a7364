package dev.tradewind.notification.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/// A delivered notice; `type`, `data` and `timestamp` as in every realtime message.
record Notification(UUID id, String type, String title, String body, Data data, Instant timestamp) {

    record Data(UUID orderId, UUID organizationId) {}

    static Notification read(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getObject("id", UUID.class),
                row.getString("type"),
                row.getString("title"),
                row.getString("body"),
                new Data(row.getObject("order_id", UUID.class), row.getObject("organization_id", UUID.class)),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant());
    }
}
