package dev.tradewind.gateway.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// One running copy of a service and how it has behaved lately.
final class Instance {

    private final URI base;
    private final AtomicInteger underway = new AtomicInteger();
    private volatile long avoidedUntil;

    Instance(URI base) {
        this.base = base;
        this.avoidedUntil = System.nanoTime();
    }

    URI base() {
        return base;
    }

    /// The request's own path and query as they came, at this instance.
    URI uriOf(ServerHttpRequest request) {
        var uri = request.getURI();
        var path = uri.getRawPath();
        var query = uri.getRawQuery();
        return URI.create(query == null ? base + path : base + path + '?' + query);
    }

    int underway() {
        return underway.get();
    }

    void begin() {
        underway.incrementAndGet();
    }

    void end() {
        underway.decrementAndGet();
    }

    void avoidFor(Duration pause) {
        avoidedUntil = System.nanoTime() + pause.toNanos();
    }

    boolean isAvoided(long now) {
        return now - avoidedUntil < 0;
    }
}
