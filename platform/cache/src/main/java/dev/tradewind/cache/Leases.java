package dev.tradewind.cache;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for the instance that loads an entry, never for longer than its lease.
record Leases(Duration longest) {

    private static final Duration STEP = Duration.ofMillis(10);

    Far.Answer find(Far far, String key, Counter waits) {
        var answer = far.findOrLease(key);
        if (!(answer instanceof Far.Answer.SomebodyLoads)) {
            return answer;
        }
        waits.increment();
        var until = System.nanoTime() + longest.toNanos();
        while (answer instanceof Far.Answer.SomebodyLoads && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(STEP.toNanos());
            answer = far.findOrLease(key);
        }
        return answer;
    }
}
