package dev.tradewind.notification.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Sends a crowd of messages together, for a client that asked for it: ten, or what a second has gathered, whichever
/// comes first. A lone message goes at once. What waits counts as unread until it is sent.
///
/// Only for those who ask, because at fifty messages a second the first of ten waits longer than it may take to be
/// told.
final class Burst {

    static final int SIZE = 10;

    private static final long WINDOW = Duration.ofSeconds(1).toNanos();

    private final List<News> gathered = new ArrayList<>(SIZE);
    private long sentAt = System.nanoTime() - WINDOW;

    /// What is to be sent now: nothing, or all that has gathered.
    List<News> next(Reading reading) {
        gathered.addAll(reading.next(SIZE - gathered.size()));
        var now = System.nanoTime();
        if (gathered.isEmpty() || (gathered.size() < SIZE && now - sentAt < WINDOW)) {
            return List.of();
        }
        sentAt = now;
        var sent = List.copyOf(gathered);
        gathered.clear();
        return sent;
    }

    boolean isGathering() {
        return !gathered.isEmpty();
    }

    /// When what has gathered is sent, however little it is.
    Duration due() {
        return Duration.ofNanos(Math.max(0, sentAt + WINDOW - System.nanoTime()));
    }
}
