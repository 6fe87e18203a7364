package dev.tradewind.search.listing;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/// Many rows as few parameters.
final class Columns {

    private Columns() {}

    /// One column of many rows, for `unnest`. An array may hold nulls, though its constructor does not say so.
    @SuppressWarnings("NullAway")
    static SqlArrayValue column(String type, Stream<? extends @Nullable Object> values) {
        return new SqlArrayValue(type, values.toArray());
    }
}
