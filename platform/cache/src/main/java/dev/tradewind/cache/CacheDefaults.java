package dev.tradewind.cache;

import dev.tradewind.messaging.Defaults;

/// How a service that caches speaks to Redis.
class CacheDefaults extends Defaults {

    CacheDefaults() {
        super("tradewind-cache-defaults.properties");
    }
}
