package dev.tradewind.cache;

import java.time.Duration;
import java.util.function.ToLongFunction;

/// What a cache holds and for how long.
///
/// @param name of the cache, in invalidations and in metrics
/// @param key in Redis, with `*` in place of the entry's id
/// @param type what an entry is; must survive being written as JSON and read again
/// @param version counts the changes of what is cached; 0 where the key changes instead
/// @param near how long an instance keeps an entry, up to a fifth less; zero where each read asks Redis
/// @param far how long Redis keeps it, up to a fifth less, and no longer than [#LONGEST]
/// @param most bytes an instance keeps, as they are written
public record Shape<V>(
        String name, String key, Class<V> type, ToLongFunction<V> version, Duration near, Duration far, long most) {

    /// Longer than that nothing is cached, because so far back an instance that starts hears what has changed.
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration NEAR = Duration.ofMinutes(1);
    private static final long MOST = 16L * 1024 * 1024;

    public Shape {
        if (!key.matches("[a-z:-]+\\*[a-z:-]*")) {
            throw new IllegalArgumentException("key: " + key + " (expected: words with one * for the id)");
        }
        if (far.compareTo(LONGEST) > 0 || near.compareTo(far) > 0 || near.isNegative()) {
            throw new IllegalArgumentException(
                    "near: " + near + ", far: " + far + " (expected: 0 <= near <= far <= " + LONGEST + ")");
        }
    }

    /// A minute in the instance, ten in Redis, at most 16 MB here, under `<name>:<id>`.
    public static <V> Shape<V> of(String name, Class<V> type, ToLongFunction<V> version) {
        return new Shape<>(name, name + ":*", type, version, NEAR, LONGEST, MOST);
    }

    public Shape<V> kept(Duration inTheInstance, Duration inRedis) {
        return new Shape<>(name, key, type, version, inTheInstance, inRedis, most);
    }

    public Shape<V> keeping(long bytes) {
        return new Shape<>(name, key, type, version, near, far, bytes);
    }

    public Shape<V> under(String redisKey) {
        return new Shape<>(name, redisKey, type, version, near, far, most);
    }

    String keyOf(Object id) {
        return key.replace("*", id.toString());
    }
}
