package dev.tradewind.gateway.limits;

import java.time.Duration;

/// Who was let in and has no answer yet. Guarded by itself.
///
/// A burst is let in whole, because it passes. Once there have been too many for longer than a burst lasts, nobody is
/// let in beyond that number until half of it is gone, so that those inside are answered soon.
final class Crowd {

    private final int most;
    private final long burstNanos;
    private int inside;
    private boolean lasting;
    private long tooManySince;

    Crowd(int most, Duration burst) {
        this.most = most;
        this.burstNanos = burst.toNanos();
    }

    /// Whether there is room; who enters has to [#leave].
    synchronized boolean enter(long now) {
        if (isFull(now)) {
            lasting = true;
            return false;
        }
        inside++;
        if (inside == most && !lasting) {
            tooManySince = now;
        }
        return true;
    }

    synchronized void leave() {
        inside--;
        if (inside <= most / 2) {
            lasting = false;
        }
    }

    /// Whether there is no room, for those who do not count because they want to stay.
    synchronized boolean isFull(long now) {
        return inside >= most && (lasting || now - tooManySince > burstNanos);
    }
}
