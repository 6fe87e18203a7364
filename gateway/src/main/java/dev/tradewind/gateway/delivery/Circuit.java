package dev.tradewind.gateway.delivery;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Whether a service is worth asking, and whether there is room for one more question.
///
/// @param pause how long an open circuit stays open before it probes
record Circuit(CircuitBreaker breaker, Bulkhead room, Duration pause) {

    private static final Duration SOON = Duration.ofSeconds(1);

    /// Takes a place, which [#worked], [#failed] or [#neither] gives back.
    void enter() {
        if (!room.tryAcquirePermission()) {
            throw new Unavailable("The service has as many requests as it can take.", SOON);
        }
        if (!breaker.tryAcquirePermission()) {
            room.releasePermission();
            throw new Unavailable("The service has not answered lately and is given a moment.", pause);
        }
    }

    void worked(long nanoseconds) {
        room.onComplete();
        breaker.onSuccess(nanoseconds, TimeUnit.NANOSECONDS);
    }

    void failed(long nanoseconds, Throwable why) {
        room.onComplete();
        breaker.onError(nanoseconds, TimeUnit.NANOSECONDS, why);
    }

    /// The client left before anything could be said about the service.
    void neither() {
        room.onComplete();
        breaker.releasePermission();
    }
}
