package dev.tradewind.order.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A read model that is, or was, folded anew from the history.
///
/// @param differences rows that were otherwise than the events say; null until they are compared
/// @param offenders some of them
/// @param eventsPerSecond since it began
record Rebuild(
        UUID id,
        String projection,
        Status status,
        UUID actor,
        long events,
        long rows,
        @Nullable Long differences,
        List<UUID> offenders,
        @Nullable String failure,
        Instant begunAt,
        @Nullable Instant endedAt,
        long eventsPerSecond) {

    enum Status {
        RUNNING,
        DONE,
        FAILED
    }

    Rebuild {
        offenders = List.copyOf(offenders);
    }
}
