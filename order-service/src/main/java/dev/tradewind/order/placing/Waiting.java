package dev.tradewind.order.placing;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Clients that wait for the end of their order. One query for all of them tells who has waited long enough, so it
/// does not matter which instance confirms, and nobody holds a connection while waiting.
@Component
class Waiting {

    private final JdbcClient jdbc;
    private final ConcurrentHashMap<UUID, CompletableFuture<Void>> decided = new ConcurrentHashMap<>();

    Waiting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns when the order is decided or the time is up.
    void until(UUID orderId, Duration longest) {
        var decision = decided.computeIfAbsent(orderId, _ -> new CompletableFuture<>());
        try {
            decision.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // Then the client gets the order as it stands.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            decided.remove(orderId);
        }
    }

    @Scheduled(fixedDelayString = "${tradewind.order.waiting.pause:25ms}")
    void look() {
        if (decided.isEmpty()) {
            return;
        }
        jdbc.sql("select id from orders where id = any (:ids::uuid[]) and status <> 'PENDING'")
                .param("ids", decided.keySet().stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list()
                .forEach(this::tell);
    }

    private void tell(UUID orderId) {
        var decision = decided.get(orderId);
        if (decision != null) {
            decision.complete(null);
        }
    }
}
