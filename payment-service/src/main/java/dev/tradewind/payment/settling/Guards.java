package dev.tradewind.payment.settling;

import dev.tradewind.payment.domain.Outcome;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedTimeLimiterMetrics;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/// A guard for each provider. Their circuits are told as health details, not as health: a provider that is away is
/// no reason to take this service away as well.
@Component("paymentProviders")
class Guards extends AbstractHealthIndicator {

    private final CircuitBreakerRegistry circuits;
    private final BulkheadRegistry bulkheads;
    private final TimeLimiterRegistry limiters;

    Guards(SettlingProperties properties, MeterRegistry meters) {
        super("Payment providers cannot be judged");
        var breaker = properties.breaker();
        this.circuits = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(breaker.calls())
                .minimumNumberOfCalls(Math.max(1, breaker.calls() / 2))
                .failureRateThreshold(breaker.missing())
                .waitDurationInOpenState(breaker.openFor())
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(Guard.TRIALS)
                .recordResult(Outcome.Unknown.class::isInstance)
                .build());
        this.bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(properties.callsAtOnce())
                .maxWaitDuration(Duration.ZERO)
                .build());
        this.limiters = TimeLimiterRegistry.of(TimeLimiterConfig.custom()
                .timeoutDuration(properties.callLimit())
                .cancelRunningFuture(true)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        TaggedTimeLimiterMetrics.ofTimeLimiterRegistry(limiters).bindTo(meters);
    }

    Guard of(String provider) {
        return new Guard(
                circuits.circuitBreaker(provider), bulkheads.bulkhead(provider), limiters.timeLimiter(provider));
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        Set.copyOf(circuits.getAllCircuitBreakers()).forEach(it -> builder.withDetail(it.getName(), circuit(it)));
    }

    private static String circuit(CircuitBreaker of) {
        return "circuit " + of.getState();
    }
}
