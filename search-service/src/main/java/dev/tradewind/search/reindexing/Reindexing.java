package dev.tradewind.search.reindexing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far the index was built anew.
///
/// @param index the new one; null until it is made
/// @param copied products that it has got so far, out of about `total`
/// @param startedBy the operator
/// @param deadline when it is given up unless it is done
/// @param problem why it failed
record Reindexing(
        UUID id,
        State state,
        @Nullable String index,
        long copied,
        long total,
        UUID startedBy,
        String reason,
        Instant startedAt,
        Instant deadline,
        @Nullable Instant finishedAt,
        @Nullable String problem) {

    enum State {
        RUNNING,
        DONE,
        ABORTED,
        FAILED
    }
}
