package dev.tradewind.order.persistence;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Many rows as columns, the way `unnest` takes them: one statement, however many there are.
public record Rows<T>(List<T> rows) {

    public Rows {
        rows = List.copyOf(rows);
    }

    /// Ids, times, words and JSON travel as text and are cast where they arrive.
    public @Nullable String[] texts(Function<T, @Nullable Object> column) {
        var texts = new @Nullable String[rows.size()];
        for (var row = 0; row < texts.length; row++) {
            var value = column.apply(rows.get(row));
            texts[row] = value == null ? null : value.toString();
        }
        return texts;
    }

    public Long[] numbers(Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }
}
