package dev.tradewind.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which part of a list is wanted. Controllers take it as a parameter; it is read from `limit` and `cursor`.
///
/// @param after null for the first part
public record PageRequest(int limit, @Nullable Cursor after) {

    public static final int MAX_LIMIT = 100;
    public static final int DEFAULT_LIMIT = 20;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /// What to select: one row more than is given tells whether there is a next part.
    public int rows() {
        return limit + 1;
    }

    /// Of a list in the order of its ids: the id of the last row given, or one that is before all.
    public UUID afterId() {
        return after == null ? BEFORE_ALL : after.uuid(0);
    }

    static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(
                limit == null ? DEFAULT_LIMIT : limit(limit), cursor == null ? null : Cursor.read(cursor));
    }

    private static int limit(String text) {
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // Refused below like a number that is out of bounds.
        }
        throw new BadParameter("limit", "must be a number from 1 to " + MAX_LIMIT);
    }
}
