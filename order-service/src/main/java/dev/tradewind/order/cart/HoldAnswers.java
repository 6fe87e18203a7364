package dev.tradewind.order.cart;

import dev.tradewind.contracts.HoldEvent;
import dev.tradewind.order.cart.Filling.Wish;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Customers who wait a moment to see what is held for them. An answer that this instance heard ends the wait at
/// once; one that another instance heard is found in the database.
@Component
class HoldAnswers {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final JdbcClient jdbc;
    private final ConcurrentHashMap<Wish, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    HoldAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns when inventory has answered the wish or a later one, or the time is up.
    void await(Wish wish) {
        var answer = waiting.computeIfAbsent(wish, _ -> new CompletableFuture<>());
        try {
            var until = System.nanoTime() + LONGEST.toNanos();
            while (!isAnswered(wish) && System.nanoTime() - until < 0 && !heard(answer)) {
                // Another instance may have heard it: looks again.
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.remove(wish);
        }
    }

    private boolean isAnswered(Wish wish) {
        return jdbc.sql("select not exists (select from carts where id = :cart and held_revision < :revision)")
                .param("cart", wish.cartId())
                .param("revision", wish.revision())
                .query(Boolean.class)
                .single();
    }

    private static boolean heard(CompletableFuture<Void> answer) throws InterruptedException {
        try {
            answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void afterCommit(List<HoldEvent> events) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                events.forEach(HoldAnswers.this::tell);
            }
        });
    }

    private void tell(HoldEvent event) {
        var answer = waiting.get(new Wish(event.reservationId(), event.revision()));
        if (answer != null) {
            answer.complete(null);
        }
    }
}
