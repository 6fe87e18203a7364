package dev.tradewind.messaging;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/// One column of a batch, the way `unnest` takes it: however many rows there are, it is one parameter of one statement.
public final class Column {

    private Column() {}

    public static SqlArrayValue ids(Collection<UUID> ids) {
        return of("uuid", ids, it -> it);
    }

    public static <R> SqlArrayValue uuids(Collection<R> rows, Function<R, @Nullable UUID> value) {
        return of("uuid", rows, value);
    }

    public static <R> SqlArrayValue numbers(Collection<R> rows, Function<R, @Nullable Long> value) {
        return of("bigint", rows, value);
    }

    public static <R> SqlArrayValue texts(Collection<R> rows, Function<R, @Nullable String> value) {
        return of("text", rows, value);
    }

    public static <R> SqlArrayValue flags(Collection<R> rows, Function<R, Boolean> value) {
        return of("boolean", rows, value);
    }

    /// As text, which the driver leaves to the server.
    public static <R> SqlArrayValue times(Collection<R> rows, Function<R, @Nullable Instant> value) {
        return of("timestamptz", rows, value);
    }

    /// An array may hold nulls, though its constructor does not say so.
    @SuppressWarnings("NullAway")
    private static <R> SqlArrayValue of(
            String type, Collection<R> rows, Function<R, ? extends @Nullable Object> value) {
        var values = new @Nullable Object[rows.size()];
        var next = 0;
        for (var row : rows) {
            values[next++] = value.apply(row);
        }
        return new SqlArrayValue(type, values);
    }
}
