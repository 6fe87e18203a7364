package dev.tradewind.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;

/// How new an entry has to be, as far as this instance has heard. Remembered for longer than any entry is kept and
/// any loading takes, so that what is older is not served or stored again, wherever it comes from.
final class Floors {

    private static final long MOST = 500_000;

    private final Cache<String, Long> versions = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Shape.LONGEST.multipliedBy(2))
            .build();

    void raise(Map<String, Long> to) {
        to.forEach((key, version) -> versions.asMap().merge(key, version, Math::max));
    }

    boolean allow(String key, long version) {
        var floor = versions.getIfPresent(key);
        return floor == null || version >= floor;
    }

    Map<String, Long> all() {
        return versions.asMap();
    }
}
