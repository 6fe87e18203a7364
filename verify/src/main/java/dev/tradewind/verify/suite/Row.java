package dev.tradewind.verify.suite;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of an answer, by column.
public record Row(Map<String, @Nullable Object> columns) {

    public String text(String column) {
        return String.valueOf(columns.get(column));
    }

    public long number(String column) {
        return switch (columns.get(column)) {
            case Number number -> number.longValue();
            case null -> throw new IllegalStateException(column + " is null in " + columns);
            case Object other -> throw new IllegalStateException(column + ": " + other + " (expected: a number)");
        };
    }
}
