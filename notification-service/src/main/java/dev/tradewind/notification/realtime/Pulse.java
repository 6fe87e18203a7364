package dev.tradewind.notification.realtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Whether a STOMP connection is alive, and not too lively.
final class Pulse {

    private static final List<String> VERSIONS = List.of("1.2", "1.1", "1.0");
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

    /// @param heartbeat what the client can send and wants to get, in milliseconds, none for zero
    void agree(long[] heartbeat) {
        promised = heartbeat[0] > 0 ? Math.max(heartbeat[0], interval().toMillis()) : 0;
        wantsBeats = heartbeat[1] > 0;
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
