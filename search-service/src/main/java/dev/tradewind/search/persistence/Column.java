package dev.tradewind.search.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/// One column of many rows, for `unnest`.
public final class Column {

    private Column() {}

    /// An array may hold nulls, though its constructor does not say so.
    @SuppressWarnings("NullAway")
    public static SqlArrayValue of(String type, Stream<? extends @Nullable Object> values) {
        return new SqlArrayValue(type, values.toArray());
    }

    public static OffsetDateTime of(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
