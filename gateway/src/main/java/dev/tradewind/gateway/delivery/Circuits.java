package dev.tradewind.gateway.delivery;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// One circuit for each route: a service that is down or hangs is no longer waited for, and takes nobody else's place.
@Component
class Circuits {

    private static final float HALF_OF_THEM_FAILED = 50;
    private static final int WINDOW_SECONDS = 10;
    private static final int TOO_FEW_TO_JUDGE = 20;
    private static final int PROBES = 5;

    private final Duration pause;
    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

    Circuits(@Value("${tradewind.gateway.circuit-pause:2s}") Duration pause, MeterRegistry meters) {
        this.pause = pause;
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(
                        WINDOW_SECONDS,
                        TOO_FEW_TO_JUDGE,
                        SlidingWindowType.TIME_BASED,
                        CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE)
                .failureRateThreshold(HALF_OF_THEM_FAILED)
                .waitDurationInOpenState(pause)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .build());
        this.bulkheads = BulkheadRegistry.ofDefaults();
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
    }

    Circuit of(String route, int most) {
        var known = circuits.get(route);
        return known != null ? known : circuits.computeIfAbsent(route, it -> create(it, most));
    }

    private Circuit create(String route, int most) {
        var room = BulkheadConfig.custom()
                .maxConcurrentCalls(most)
                .maxWaitDuration(Duration.ZERO)
                .build();
        return new Circuit(breakers.circuitBreaker(route), bulkheads.bulkhead(route, room), pause);
    }
}
