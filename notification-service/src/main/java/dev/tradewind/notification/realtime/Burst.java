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

    /// At most 48 KiB of UTF-8, so that a crowd of long messages fits into a frame that the gateway lets pass.
    private static final int MOST_CHARACTERS = 16_000;

    private static final long WINDOW = Duration.ofSeconds(1).toNanos();

    private final List<News> gathered = new ArrayList<>(SIZE);
    private long sentAt = System.nanoTime() - WINDOW;

    /// What is to be sent now: nothing, or what has gathered, as much of it as fits.
    List<News> next(Reading reading) {
        gathered.addAll(reading.next(SIZE - gathered.size()));
        var now = System.nanoTime();
        var fits = fits();
        if (gathered.isEmpty() || (gathered.size() < SIZE && fits == gathered.size() && now - sentAt < WINDOW)) {
            return List.of();
        }
        sentAt = now;
        var sent = List.copyOf(gathered.subList(0, fits));
        gathered.subList(0, fits).clear();
        return sent;
    }

    /// One at least, however long it is.
    private int fits() {
        var characters = 0;
        for (int i = 0; i < gathered.size(); i++) {
            characters += gathered.get(i).entry().message().length();
            if (characters > MOST_CHARACTERS && i > 0) {
                return i;
            }
        }
        return gathered.size();
    }

    boolean isGathering() {
        return !gathered.isEmpty();
    }

    /// When what has gathered is sent, however little it is.
    Duration due() {
        return Duration.ofNanos(Math.max(0, sentAt + WINDOW - System.nanoTime()));
    }
}
