package dev.tradewind.gateway.limits;

import java.time.Duration;

/// So many requests a second, and as many at once after a quiet second. Guarded by itself.
///
/// The gateway counts here, at no cost for the request, and tells the other gateways afterwards ([SharedBuckets]).
final class Bucket {

    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final double perSecond;
    private double tokens;
    private long since;
    private int untold;

    Bucket(int perSecond, long now) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.since = now;
    }

    int perSecond() {
        return (int) perSecond;
    }

    /// Zero when the request may go on, else how long until one may.
    synchronized Duration take(long now) {
        refill(now);
        if (tokens < 1) {
            return Duration.ofNanos((long) ((1 - tokens) / perSecond * NANOS_PER_SECOND) + 1);
        }
        tokens--;
        untold++;
        return Duration.ZERO;
    }

    /// What was taken since the last time, to be told to the others.
    synchronized int tell() {
        var told = untold;
        untold = 0;
        return told;
    }

    /// What all gateways have left together; less than nothing when they let in too many before they knew.
    synchronized void hear(double left, long now) {
        tokens = Math.min(perSecond, left - untold);
        since = now;
    }

    synchronized boolean isFull(long now) {
        refill(now);
        return untold == 0 && tokens >= perSecond;
    }

    private void refill(long now) {
        tokens = Math.min(perSecond, tokens + (now - since) / NANOS_PER_SECOND * perSecond);
        since = now;
    }
}
