package dev.tradewind.messaging;

import java.time.Duration;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Rows of one lane that wait, because the first of them could not be sent.
final class HeldLane {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 6;

    private final NavigableSet<Long> positions = new TreeSet<>();
    private int failures;
    private long dueAt;

    NavigableSet<Long> positions() {
        return positions;
    }

    boolean hasFailed() {
        return failures > 0;
    }

    /// @param now in nanoseconds, as [System#nanoTime] counts
    boolean isDue(long now) {
        return failures == 0 || now - dueAt >= 0;
    }

    /// Kafka refused its first row: it waits from 100 ms to 6.4 s, longer with every failure.
    void failedAt(long now) {
        dueAt = now + (FIRST_PAUSE.toNanos() << Math.min(failures, MOST_DOUBLINGS));
        failures++;
    }

    void succeeded() {
        failures = 0;
    }
}
