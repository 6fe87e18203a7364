package dev.tradewind.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Reads through two levels: what this instance has, what Redis has, and at last what the caller loads.
///
/// Of all who ask for an entry that is nowhere, one loads it: in an instance the others wait for the first, and
/// across instances for at most the length of a lease. What was loaded is kept only if it is not older than what was
/// heard of meanwhile. Absence is not kept. Inside a transaction that may write nothing is cached and nothing served
/// from a copy: it would be what others cannot see yet.
public final class ReadCache<K, V> {

    /// Whoever loads for longer may be overtaken by a change that everybody has forgotten again.
    private static final Duration LONGEST_LOADING = Duration.ofSeconds(30);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int TRIES = 3;

    /// What an entry takes besides its value.
    private static final int OVERHEAD = 256;

    private final Shape<V> shape;
    private final String prefix;
    private final Codec<V> codec;
    private final AsyncCache<String, Entry<V>> near;
    private final Far far;
    private final Leases leases;
    private final Floors floors;
    private final Hearing hearing;
    private final CacheMeters.OfCache meters;

    ReadCache(
            Shape<V> shape, String prefix, Far far, Leases leases, Floors floors, Hearing hearing, CacheMeters meters) {
        this.shape = shape;
        this.prefix = prefix;
        this.codec = new Codec<>(shape.type());
        this.near = Caffeine.newBuilder()
                .maximumWeight(shape.most())
                .weigher((String key, Entry<V> entry) -> OVERHEAD + key.length() + entry.size())
                .expireAfter(
                        Expiry.<String, Entry<V>>creating((_, _) -> Duration.ofMillis(Far.aboutMillis(shape.near()))))
                .buildAsync();
        this.far = far;
        this.leases = leases;
        this.floors = floors;
        this.hearing = hearing;
        this.meters = meters.of(shape.name());
    }

    /// @param load what the truth says; empty when it knows nothing of it
    public Optional<V> find(K id, Function<K, Optional<V>> load) {
        if (mayWrite()) {
            return load.apply(id);
        }
        var key = key(id);
        for (int i = 0; i < TRIES; i++) {
            var mine = new CompletableFuture<Entry<V>>();
            var there = near.asMap().putIfAbsent(key, mine);
            if (there == null) {
                return Optional.ofNullable(fill(key, mine, () -> load.apply(id)))
                        .map(Entry::value);
            }
            var hadIt = there.isDone();
            var entry = await(there);
            if (entry == null) {
                return Optional.empty();
            }
            if (isGood(key, entry)) {
                if (hadIt) {
                    meters.near().increment();
                }
                return Optional.of(entry.value());
            }
            near.asMap().remove(key, there);
        }
        return load.apply(id);
    }

    /// All of these that there are, by id, and none older than the caller knows it to be. Redis is asked once, and then
    /// the truth once for what is missing.
    ///
    /// @param versions at least this new
    public Map<K, V> findAll(Map<K, Long> versions, Function<Set<K>, Map<K, V>> load) {
        if (mayWrite()) {
            return load.apply(versions.keySet());
        }
        var found = new HashMap<K, V>();
        versions.forEach((id, version) -> {
            var there = near.getIfPresent(key(id));
            var entry = there == null || !there.isDone() || there.isCompletedExceptionally() ? null : there.join();
            if (entry != null && entry.version() >= version && isGood(key(id), entry)) {
                found.put(id, entry.value());
                meters.near().increment();
            }
        });
        var missing = new LinkedHashMap<>(versions);
        missing.keySet().removeAll(found.keySet());
        if (!missing.isEmpty()) {
            found.putAll(fromRedis(missing));
            missing.keySet().removeAll(found.keySet());
        }
        if (!missing.isEmpty()) {
            found.putAll(loaded(missing.keySet(), load));
        }
        return found;
    }

    /// What this instance holds, for nobody but tests and operators.
    long size() {
        near.synchronous().cleanUp();
        return near.synchronous().estimatedSize();
    }

    Shape<V> shape() {
        return shape;
    }

    String key(Object id) {
        return prefix + shape.keyOf(id);
    }

    /// Called when entries became old; the floors know it already.
    void forget(Collection<String> keys) {
        near.synchronous().invalidateAll(keys);
    }

    private interface Loading<V> {
        Optional<V> load();
    }

    private @Nullable Entry<V> fill(String key, CompletableFuture<Entry<V>> mine, Loading<V> loading) {
        try {
            var entry = fetch(key, loading);
            keepOrForget(key, mine, entry);
            return entry;
        } catch (RuntimeException | Error failed) {
            mine.completeExceptionally(failed);
            throw failed;
        }
    }

    /// Caffeine forgets what ends with nothing, and forgets at once what is kept for no time.
    @SuppressWarnings("NullAway")
    private void keepOrForget(String key, CompletableFuture<Entry<V>> mine, @Nullable Entry<V> entry) {
        mine.complete(entry);
        if (shape.near().isZero()) {
            near.asMap().remove(key, mine);
        }
    }

    private @Nullable Entry<V> fetch(String key, Loading<V> loading) {
        for (int i = 0; i < TRIES; i++) {
            var answer = leases.find(far, key, meters.leaseWaits());
            if (answer instanceof Far.Answer.Found(var stored)) {
                var entry = codec.read(stored).filter(it -> isGood(key, it));
                if (entry.isPresent()) {
                    meters.far().increment();
                    return entry.get();
                }
            }
            var lease = answer instanceof Far.Answer.Lease(var token) ? token : null;
            var entry = load(key, loading, lease);
            if (entry == null || floors.allow(key, entry.version())) {
                return entry;
            }
        }
        return load(key, loading, null);
    }

    private @Nullable Entry<V> load(String key, Loading<V> loading, @Nullable String lease) {
        var begun = System.nanoTime();
        var stored = false;
        try {
            meters.loaded().increment();
            var value = loading.load().orElse(null);
            if (value == null) {
                return null;
            }
            var json = codec.write(value);
            var entry = new Entry<>(value, shape.version().applyAsLong(value), json.length(), begun);
            if (mayStore(key, entry) && far.takes(entry)) {
                far.put(key, entry.version(), json, shape.far(), lease);
                stored = true;
            }
            return entry;
        } finally {
            if (lease != null && !stored) {
                far.giveUp(key, lease);
            }
        }
    }

    private Map<K, V> fromRedis(Map<K, Long> missing) {
        var found = new HashMap<K, V>();
        var ids = List.copyOf(missing.keySet());
        var stored = far.findAll(ids.stream().map(this::key).toList());
        for (int i = 0; i < ids.size(); i++) {
            var text = stored.get(i);
            var id = ids.get(i);
            var least = missing.getOrDefault(id, 0L);
            var entry = text == null
                    ? null
                    : codec.read(text)
                            .filter(it -> it.version() >= least && isGood(key(id), it))
                            .orElse(null);
            if (entry != null) {
                found.put(id, entry.value());
                keep(key(id), entry);
                meters.far().increment();
            }
        }
        return found;
    }

    private Map<K, V> loaded(Set<K> wanted, Function<Set<K>, Map<K, V>> load) {
        var begun = System.nanoTime();
        meters.loaded().increment(wanted.size());
        var loaded = load.apply(wanted);
        var storing = new ArrayList<Far.Stored>();
        loaded.forEach((id, value) -> {
            var json = codec.write(value);
            var entry = new Entry<>(value, shape.version().applyAsLong(value), json.length(), begun);
            if (mayStore(key(id), entry)) {
                keep(key(id), entry);
                if (far.takes(entry)) {
                    storing.add(new Far.Stored(key(id), entry.version(), json));
                }
            }
        });
        far.putAll(storing, shape.far());
        return loaded;
    }

    /// Never over something newer, or over what somebody is waiting for.
    private void keep(String key, Entry<V> entry) {
        if (!shape.near().isZero()) {
            var _ = near.asMap().putIfAbsent(key, CompletableFuture.completedFuture(entry));
        }
    }

    private boolean mayStore(String key, Entry<V> entry) {
        return floors.allow(key, entry.version()) && System.nanoTime() - entry.readAt() < LONGEST_LOADING.toNanos();
    }

    private boolean isGood(String key, Entry<V> entry) {
        if (!floors.allow(key, entry.version())) {
            meters.refused().increment();
            return false;
        }
        return hearing.trusts(entry.readAt());
    }

    /// Null when the one who loads found nothing.
    private static <V> @Nullable Entry<V> await(CompletableFuture<Entry<V>> there) {
        try {
            return there.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException _) {
            throw new LoadingTakesTooLong();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LoadingTakesTooLong();
        }
    }

    private static boolean mayWrite() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
    }
}
