package dev.tradewind.gateway.limits;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The limits of every account and address that has asked lately.
@Component
class Buckets {

    private final int ordersPerAccount;
    private final int requestsPerAccount;
    private final int requestsPerAddress;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /// @param ordersPerAccount a second, as all of these
    Buckets(
            @Value("${tradewind.gateway.limits.orders-per-account:50}") int ordersPerAccount,
            @Value("${tradewind.gateway.limits.requests-per-account:300}") int requestsPerAccount,
            @Value("${tradewind.gateway.limits.requests-per-address:1000}") int requestsPerAddress) {
        this.ordersPerAccount = ordersPerAccount;
        this.requestsPerAccount = requestsPerAccount;
        this.requestsPerAddress = requestsPerAddress;
    }

    Duration request(String account) {
        return take("account:" + account, requestsPerAccount);
    }

    Duration order(String account) {
        return take("orders:" + account, ordersPerAccount);
    }

    Duration requestFrom(String address) {
        return take("address:" + address, requestsPerAddress);
    }

    Map<String, Bucket> all() {
        return buckets;
    }

    private Duration take(String key, int perSecond) {
        var now = System.nanoTime();
        var known = buckets.get(key);
        var bucket = known != null ? known : buckets.computeIfAbsent(key, _ -> new Bucket(perSecond, now));
        return bucket.take(now);
    }
}
