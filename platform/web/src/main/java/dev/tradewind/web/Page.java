package dev.tradewind.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param nextCursor opaque; where the next part begins, null when this was the last
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /// The page of what [PageRequest#rows] selected: a surplus row only says that there is more.
    ///
    /// @param cursor made by [Cursor#after] of the row's sort keys
    public static <T> Page<T> of(PageRequest request, List<T> rows, Function<T, String> cursor) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        var items = rows.subList(0, request.limit());
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    /// The same part, each item shown differently.
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), nextCursor);
    }
}
