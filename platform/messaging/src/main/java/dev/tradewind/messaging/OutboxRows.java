package dev.tradewind.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows for one multi-row insert, turned into one array for each column.
final class OutboxRows {

    /// @param conversation the topic without the site's prefix
    /// @param headers further headers of the record, as a JSON object of strings
    @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
    record Row(
            UUID id,
            String conversation,
            String key,
            String type,
            byte @Nullable [] payload,
            @Nullable UUID organization,
            long sequence,
            @Nullable UUID causation,
            @Nullable String traceparent,
            @Nullable String headers) {}

    private final List<Row> rows;

    OutboxRows(int expected) {
        rows = new ArrayList<>(expected);
    }

    void add(Row row) {
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<Object> columns() {
        var size = rows.size();
        var ids = new String[size];
        var conversations = new String[size];
        var keys = new String[size];
        var types = new String[size];
        var payloads = new byte[size] @Nullable [];
        var organizations = new @Nullable String[size];
        var sequences = new Long[size];
        var causations = new @Nullable String[size];
        var traceparents = new @Nullable String[size];
        var headers = new @Nullable String[size];
        for (int i = 0; i < size; i++) {
            var row = rows.get(i);
            ids[i] = row.id().toString();
            conversations[i] = row.conversation();
            keys[i] = row.key();
            types[i] = row.type();
            payloads[i] = row.payload();
            organizations[i] = text(row.organization());
            sequences[i] = row.sequence();
            causations[i] = text(row.causation());
            traceparents[i] = row.traceparent();
            headers[i] = row.headers();
        }
        return List.of(
                ids, conversations, keys, types, payloads, organizations, sequences, causations, traceparents, headers);
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
