package dev.tradewind.notification.realtime;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes the one who waits. However often it rings, it is answered once.
final class Bell {

    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /// @return whether it has rung
    boolean await(Duration patience) throws InterruptedException {
        var heard = rung.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        rung.drainPermits();
        return heard;
    }
}
