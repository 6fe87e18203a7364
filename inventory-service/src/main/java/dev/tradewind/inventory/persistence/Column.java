package dev.tradewind.inventory.persistence;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/// One column of many rows, for `unnest`: a batch is one statement however large it is.
final class Column {

    private Column() {}

    static <R> SqlArrayValue uuids(Collection<R> rows, Function<R, @Nullable UUID> value) {
        return of("uuid", rows, value);
    }

    static <R> SqlArrayValue numbers(Collection<R> rows, Function<R, @Nullable Long> value) {
        return of("bigint", rows, value);
    }

    static <R> SqlArrayValue texts(Collection<R> rows, Function<R, @Nullable String> value) {
        return of("text", rows, value);
    }

    /// From instants, as their text.
    static <R> SqlArrayValue times(Collection<R> rows, Function<R, @Nullable Object> value) {
        return of("timestamptz", rows, value);
    }

    static <R> SqlArrayValue flags(Collection<R> rows, Function<R, Boolean> value) {
        return of("boolean", rows, value);
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
