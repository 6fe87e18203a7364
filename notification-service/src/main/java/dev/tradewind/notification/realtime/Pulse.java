package dev.tradewind.notification.realtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a STOMP connection is alive, and not too lively.
final class Pulse {

    private static final List<String> VERSIONS = List.of("1.2", "1.1", "1.0");
    private static final Pattern HEARTBEAT = Pattern.compile("(\\d+),(\\d+)");
    private static final int DIGITS_OF_A_LONG_TIME = 12;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MISSED = 3;

    private final RealtimeProperties limits;
    private final long openedAt = System.nanoTime();
    private final AtomicInteger frames = new AtomicInteger();
    private volatile long heardAt = openedAt;
    private volatile long spokeAt = openedAt;
    private volatile long promised;
    private volatile boolean wantsBeats;

    Pulse(RealtimeProperties limits) {
        this.limits = limits;
    }

    /// The best of those that a client speaks; without a word it is the first.
    static String version(@Nullable String accepted) {
        if (accepted == null) {
            return "1.0";
        }
        var spoken = Arrays.asList(accepted.split(",", -1));
        return VERSIONS.stream().filter(spoken::contains).findFirst().orElseThrow(BadFrame::version);
    }

    Duration interval() {
        return limits.heartbeat();
    }

    /// @param heartbeat what the client can send and wants to get, in milliseconds, none for zero; null for neither
    void agree(@Nullable String heartbeat) {
        if (heartbeat == null) {
            return;
        }
        var numbers = HEARTBEAT.matcher(heartbeat);
        if (!numbers.matches()) {
            throw BadFrame.malformed();
        }
        var sends = millis(numbers.group(1));
        promised = sends > 0 ? Math.max(sends, interval().toMillis()) : 0;
        wantsBeats = millis(numbers.group(2)) > 0;
    }

    /// Whoever promises a beat a year is waited for no longer than who promises one an hour.
    private static long millis(String digits) {
        return digits.length() > DIGITS_OF_A_LONG_TIME
                ? LONGEST.toMillis()
                : Math.min(Long.parseLong(digits), LONGEST.toMillis());
    }

    void heard() {
        heardAt = System.nanoTime();
        frames.incrementAndGet();
    }

    void spoke() {
        spokeAt = System.nanoTime();
    }

    void tick() {
        frames.set(0);
    }

    boolean isTooFast() {
        return frames.get() > limits.framesPerSecond();
    }

    boolean isOverdue() {
        return System.nanoTime() - openedAt > limits.connectWithin().toNanos();
    }

    boolean isDead() {
        return promised > 0
                && System.nanoTime() - heardAt
                        > Duration.ofMillis(promised * MISSED).toNanos();
    }

    /// Also for a client that wants none: what it has no ear for moves its place on all the same.
    boolean wantsBeat() {
        return System.nanoTime() - spokeAt > interval().toNanos() * 4 / 5;
    }

    boolean isBeatDue() {
        if (!wantsBeat()) {
            return false;
        }
        spoke();
        return wantsBeats;
    }
}
