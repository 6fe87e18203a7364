package dev.tradewind.order.placing;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Clients that wait for the end of their order. One query for all of them tells who has waited long enough, so it
/// does not matter which instance confirms, and nobody holds a connection while waiting.
@Component
class Waiting {

    private static final Logger log = LoggerFactory.getLogger(Waiting.class);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final JdbcClient jdbc;
    private final ConcurrentHashMap<UUID, CompletableFuture<Void>> decided = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    Waiting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns when the order is decided or the time is up.
    void until(UUID orderId, Duration longest) {
        var decision = decided.computeIfAbsent(orderId, _ -> new CompletableFuture<>());
        keepLooking();
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

    /// As long as somebody waits, one thread looks for all.
    private void keepLooking() {
        if (!decided.isEmpty() && looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("waiting").start(this::lookWhileSomebodyWaits);
        }
    }

    private void lookWhileSomebodyWaits() {
        try {
            while (!decided.isEmpty()) {
                look();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            looking.set(false);
        }
        keepLooking();
    }

    private void look() {
        try {
            jdbc.sql("select id from orders where id = any (:ids::uuid[]) and status <> 'PENDING'")
                    .param("ids", decided.keySet().stream().map(UUID::toString).toArray(String[]::new))
                    .query((row, _) -> row.getObject(1, UUID.class))
                    .list()
                    .forEach(this::tell);
        } catch (DataAccessException away) {
            log.atDebug().setCause(away).log("Nobody can tell now how orders stand");
        }
    }

    private void tell(UUID orderId) {
        var decision = decided.get(orderId);
        if (decision != null) {
            decision.complete(null);
        }
    }
}
