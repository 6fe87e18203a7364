package dev.tradewind.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/// The copies in Redis, which all instances share. When it does not answer, nobody asks it again before it has been
/// told everything that became old meanwhile: it may come back with what it had before.
final class Far {

    private static final Logger log = LoggerFactory.getLogger(Far.class);
    private static final Duration EXPECTED = Shape.LONGEST.multipliedBy(2);
    private static final int AT_ONCE = 500;

    private final StringRedisTemplate redis;
    private final Floors floors;
    private final CacheProperties settings;
    private final CacheMeters meters;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean closed;

    Far(StringRedisTemplate redis, Floors floors, CacheProperties settings, CacheMeters meters) {
        this.redis = redis;
        this.floors = floors;
        this.settings = settings;
        this.meters = meters;
        meters.away(this::isAway);
    }

    /// What asking for an entry brought.
    sealed interface Answer {

        record Found(String value) implements Answer {}

        /// Nothing is there, and the caller is the one to load it.
        record Lease(String token) implements Answer {}

        record SomebodyLoads() implements Answer {}

        record Away() implements Answer {}
    }

    Answer findOrLease(String key) {
        var token = UUID.randomUUID().toString();
        return ask(
                () -> {
                    var said = redis.execute(
                            FarScripts.FIND_OR_LEASE,
                            List.of(key, leaseOf(key)),
                            token,
                            Long.toString(settings.lease().toMillis()));
                    return switch (said) {
                        case "L" -> new Answer.Lease(token);
                        case "W" -> new Answer.SomebodyLoads();
                        default -> new Answer.Found(said);
                    };
                },
                new Answer.Away());
    }

    /// The values of these keys in their order; null for each that is not there.
    List<@Nullable String> findAll(List<String> keys) {
        List<@Nullable String> nothing = new ArrayList<>();
        keys.forEach(_ -> nothing.add(null));
        return ask(
                () -> {
                    List<@Nullable String> found = redis.opsForValue().multiGet(keys);
                    return found == null ? nothing : found;
                },
                nothing);
    }

    /// One that takes a large part of Redis for itself would cost others their copies.
    boolean takes(Entry<?> entry) {
        return entry.size() <= settings.largest().toBytes();
    }

    void put(String key, long version, String json, Duration kept, @Nullable String lease) {
        ask(
                () -> redis.execute(
                        FarScripts.PUT,
                        List.of(key, leaseOf(key)),
                        Long.toString(version),
                        json,
                        Long.toString(aboutMillis(kept)),
                        lease == null ? "" : lease),
                0L);
    }

    /// An entry as it is stored.
    record Stored(String key, long version, String json) {}

    void putAll(Collection<Stored> entries, Duration kept) {
        ask(
                () -> inOneGo(
                        entries,
                        (operations, it) -> operations.execute(
                                FarScripts.PUT,
                                List.of(it.key(), leaseOf(it.key())),
                                Long.toString(it.version()),
                                it.json(),
                                Long.toString(aboutMillis(kept)),
                                "")),
                false);
    }

    void giveUp(String key, String lease) {
        ask(() -> redis.execute(FarScripts.GIVE_UP, List.of(leaseOf(key)), lease), 0L);
    }

    /// Drops what is older. The floors know of it already, so when Redis is away it is told when it is back.
    synchronized void drop(Map<String, Long> outdated) {
        ask(() -> dropNow(outdated), false);
    }

    boolean isAway() {
        return away.get();
    }

    void close() {
        closed = true;
    }

    private boolean dropNow(Map<String, Long> outdated) {
        var kept = Long.toString(EXPECTED.toMillis());
        return inOneGo(
                outdated.entrySet(),
                (operations, it) -> operations.execute(
                        FarScripts.DROP, List.of(it.getKey()), it.getValue().toString(), kept));
    }

    private interface Step<T> {
        @Nullable
        Object on(RedisOperations<String, String> operations, T each);
    }

    private <T> boolean inOneGo(Collection<T> all, Step<T> step) {
        var left = List.copyOf(all);
        for (int from = 0; from < left.size(); from += AT_ONCE) {
            var part = left.subList(from, Math.min(from + AT_ONCE, left.size()));
            redis.executePipelined(new SessionCallback<@Nullable Object>() {
                @Override
                @SuppressWarnings("unchecked")
                public <K, W> @Nullable Object execute(RedisOperations<K, W> operations) {
                    part.forEach(it -> step.on((RedisOperations<String, String>) operations, it));
                    return null;
                }
            });
        }
        return true;
    }

    private <T> T ask(Supplier<T> question, T otherwise) {
        if (away.get()) {
            return otherwise;
        }
        try {
            return question.get();
        } catch (DataAccessException failed) {
            meters.failed();
            if (away.compareAndSet(false, true)) {
                log.atWarn()
                        .addKeyValue("cause", String.valueOf(failed.getMessage()))
                        .log("Does without Redis");
                Thread.ofVirtual().name("redis-again").start(this::tryAgain);
            }
            return otherwise;
        }
    }

    private void tryAgain() {
        while (!closed) {
            try {
                Thread.sleep(settings.pause());
                if (isBack()) {
                    return;
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// Who drops meanwhile waits, and then finds Redis back: nothing falls in between.
    private synchronized boolean isBack() {
        try {
            var told = Map.copyOf(floors.all());
            redis.hasKey("is-back");
            dropNow(told);
            away.set(false);
            log.atInfo().addKeyValue("outdated", told.size()).log("Redis is back");
            return true;
        } catch (DataAccessException still) {
            log.atDebug().setCause(still).log("Redis is still away");
            return false;
        }
    }

    /// In a cluster it lives where the entry does.
    private static String leaseOf(String key) {
        return "{" + key + "}:lease";
    }

    /// Up to a fifth less, so that what was stored together does not end together.
    static long aboutMillis(Duration kept) {
        var millis = kept.toMillis();
        return millis - ThreadLocalRandom.current().nextLong(millis / 5 + 1);
    }
}
