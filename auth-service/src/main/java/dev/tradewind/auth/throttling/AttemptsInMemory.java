package dev.tradewind.auth.throttling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Attempts that this instance counts for itself while Redis is away.
@Component
class AttemptsInMemory implements Attempts {

    private static final int MOST = 100_000;

    private final ThrottlingProperties limits;
    private final Cache<String, Map<String, Instant>> byKey;

    AttemptsInMemory(ThrottlingProperties limits) {
        this.limits = limits;
        this.byKey = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(limits.window())
                .build();
    }

    @Override
    public synchronized Duration count(Asker asker, String id, Instant now) {
        var ofAccount = current("account " + asker.account(), now);
        var ofAddress = current("address " + asker.address(), now);
        var wait = max(wait(ofAccount, limits.perAccount(), now), wait(ofAddress, limits.perAddress(), now));
        if (wait.isZero() && !id.isEmpty()) {
            ofAccount.put(id, now);
            ofAddress.put(id, now);
        }
        return wait;
    }

    @Override
    public synchronized void forget(Asker asker, String id) {
        byKey.get("account " + asker.account(), _ -> new LinkedHashMap<>()).remove(id);
        byKey.get("address " + asker.address(), _ -> new LinkedHashMap<>()).remove(id);
    }

    private Map<String, Instant> current(String key, Instant now) {
        var attempts = byKey.get(key, _ -> new LinkedHashMap<>());
        attempts.values().removeIf(it -> !it.isAfter(now.minus(limits.window())));
        return attempts;
    }

    private Duration wait(Map<String, Instant> attempts, int limit, Instant now) {
        if (attempts.size() < limit) {
            return Duration.ZERO;
        }
        var oldest = attempts.values().iterator().next();
        return Duration.between(now, oldest.plus(limits.window()));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
