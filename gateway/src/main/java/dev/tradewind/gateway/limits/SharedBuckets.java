package dev.tradewind.gateway.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Adds up in Redis what the gateways let in, ten times a second and for all limits in one round trip.
///
/// Asking Redis for each request would be exact and cost every request a round trip. This way a request costs none, a
/// limit may be passed by what the other gateways let in within a tenth of a second, and that is taken off again
/// afterwards. When Redis is away each gateway counts for itself, and nobody waits.
@Component
@SuppressWarnings("rawtypes")
class SharedBuckets implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SharedBuckets.class);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration PAUSE_WITHOUT_REDIS = Duration.ofSeconds(1);

    /// For each key: what was there and has come since by the clock of Redis, less what was taken, at most a bucketful.
    private static final RedisScript<List> SCRIPT = RedisScript.of("""
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local left = {}
            for i, key in ipairs(KEYS) do
              local rate = tonumber(ARGV[2 * i - 1])
              local before = redis.call('HMGET', key, 'tokens', 'at')
              local tokens = tonumber(before[1]) or rate
              local at = tonumber(before[2]) or now
              tokens = math.min(rate, tokens + (now - at) / 1000000 * rate) - tonumber(ARGV[2 * i])
              tokens = math.max(tokens, -rate)
              redis.call('HSET', key, 'tokens', tokens, 'at', now)
              redis.call('PEXPIRE', key, 3000)
              left[i] = tostring(tokens)
            end
            return left""", List.class);

    private final Buckets buckets;
    private final StringRedisTemplate redis;
    private final Counter failures;
    private @Nullable ScheduledExecutorService clock;
    private long quietUntil = System.nanoTime();
    private boolean away;

    SharedBuckets(Buckets buckets, StringRedisTemplate redis, MeterRegistry meters) {
        this.buckets = buckets;
        this.redis = redis;
        this.failures = Counter.builder("gateway.limits.unshared")
                .description("Times the limits could not be shared, so that each gateway counted for itself")
                .register(meters);
    }

    @Override
    public void start() {
        var ticking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("limits").factory());
        var _ = ticking.scheduleWithFixedDelay(
                this::share, BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        clock = ticking;
    }

    @Override
    public void stop() {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }

    private void share() {
        forgetTheFull();
        if (System.nanoTime() - quietUntil < 0) {
            return;
        }
        var told = new ArrayList<Told>();
        buckets.all().forEach((key, bucket) -> {
            var taken = bucket.tell();
            if (taken > 0) {
                told.add(new Told("limit:" + key, bucket, taken));
            }
        });
        if (told.isEmpty()) {
            return;
        }
        try {
            hear(told);
            away = false;
        } catch (RuntimeException unreachable) {
            withoutRedis(unreachable);
        }
    }

    private record Told(String key, Bucket bucket, int taken) {}

    private void hear(List<Told> told) {
        var keys = told.stream().map(Told::key).toList();
        var arguments = told.stream()
                .flatMap(it -> Stream.of(it.bucket().perSecond(), it.taken()))
                .map(String::valueOf)
                .toArray();
        var left = redis.execute(SCRIPT, keys, arguments);
        var now = System.nanoTime();
        for (int i = 0; i < told.size(); i++) {
            told.get(i).bucket().hear(Double.parseDouble(String.valueOf(left.get(i))), now);
        }
    }

    private void withoutRedis(RuntimeException why) {
        failures.increment();
        quietUntil = System.nanoTime() + PAUSE_WITHOUT_REDIS.toNanos();
        if (!away) {
            away = true;
            log.atWarn().addKeyValue("cause", why.toString()).log("Limits are counted by each gateway for itself");
        }
    }

    private void forgetTheFull() {
        var now = System.nanoTime();
        buckets.all().values().removeIf(it -> it.isFull(now));
    }
}
