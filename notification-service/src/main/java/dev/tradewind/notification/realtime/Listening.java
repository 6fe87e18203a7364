package dev.tradewind.notification.realtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One subscription of a STOMP connection.
///
/// @param burst null for a client that takes messages one by one
record Listening(
        String id,
        String destination,
        Reading reading,
        @Nullable Burst burst) {

    private static final int AT_ONCE = 100;

    /// What is to be sent now.
    List<News> next() {
        return burst == null ? reading.next(AT_ONCE) : burst.next(reading);
    }

    /// When to ask again though nothing new has come.
    Optional<Duration> due() {
        return burst != null && burst.isGathering() ? Optional.of(burst.due()) : Optional.empty();
    }
}
