package dev.tradewind.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row on its way from the outbox to Kafka, as the relay reads it.
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record OutboxRow(
        long position,
        String id,
        String key,
        String type,
        byte @Nullable [] payload,
        String topic,
        @Nullable String organization,
        long sequence,
        @Nullable String causation,
        @Nullable String traceparent,
        @Nullable String headers,
        String source,
        Instant occurredAt) {

    /// What keeps its order: the records of one key in one topic.
    record Lane(String topic, String key) {}

    static final String COLUMNS = """
            position, id::text, aggregateid, type, payload, topic, organization::text, sequence, causation::text,
            traceparent, headers::text, source, occurred_at""";

    static OutboxRow of(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getBytes(5),
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getTimestamp(13).toInstant());
    }

    Lane lane() {
        return new Lane(topic, key);
    }
}
