package dev.tradewind.cache;

/// What all caches of an instance share.
record CacheParts(Far far, Floors floors, Hearing hearing, CacheMeters meters, CacheProperties settings) {

    <K, V> ReadCache<K, V> cache(Shape<V> shape) {
        return new ReadCache<>(shape, settings.prefix(), far, new Leases(settings.lease()), floors, hearing, meters);
    }
}
