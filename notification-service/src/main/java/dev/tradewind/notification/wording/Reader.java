package dev.tradewind.notification.wording;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Whom something is put into words for.
///
/// @param name how they want to be called; empty where nobody knows
/// @param unsubscribe where one says that one wants no more of it; null where that makes no sense
public record Reader(
        String name,
        @Nullable String language,
        ZoneId timeZone,
        @Nullable String unsubscribe) {

    @Override
    public String toString() {
        return "Reader[" + language + "]";
    }
}
