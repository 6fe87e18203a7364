package dev.tradewind.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What can be seen of the caches from outside.
final class CacheMeters {

    private final MeterRegistry meters;
    private final Counter failures;

    CacheMeters(MeterRegistry meters) {
        this.meters = meters;
        this.failures = Counter.builder("cache.redis.failures")
                .description("Times Redis did not answer")
                .register(meters);
    }

    void failed() {
        failures.increment();
    }

    void away(BooleanSupplier isAway) {
        Gauge.builder("cache.redis.away", isAway, it -> it.getAsBoolean() ? 1 : 0)
                .description("1 while the service does without Redis")
                .strongReference(true)
                .register(meters);
    }

    void staleness(Supplier<Duration> sinceUpToDate) {
        Gauge.builder(
                        "cache.invalidations.staleness",
                        sinceUpToDate,
                        it -> it.get().toMillis() / 1_000.0)
                .description("For how long entries may have changed without this instance knowing")
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
    }

    /// Of one cache.
    OfCache of(String cache) {
        return new OfCache(
                reads(cache, "near"),
                reads(cache, "far"),
                reads(cache, "loaded"),
                Counter.builder("cache.lease.waits")
                        .description("Reads that waited for another instance to load the entry")
                        .tag("cache", cache)
                        .register(meters),
                Counter.builder("cache.refused")
                        .description("Entries that were older than what this instance had heard of")
                        .tag("cache", cache)
                        .register(meters));
    }

    record OfCache(Counter near, Counter far, Counter loaded, Counter leaseWaits, Counter refused) {}

    private Counter reads(String cache, String from) {
        return Counter.builder("cache.reads")
                .description("Reads by where they were answered from")
                .tag("cache", cache)
                .tag("from", from)
                .register(meters);
    }
}
