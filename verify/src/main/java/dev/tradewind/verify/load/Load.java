package dev.tradewind.verify.load;

import dev.tradewind.verify.suite.Api;
import dev.tradewind.verify.suite.Unreachable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// Fires at intended moments: a slow answer delays nobody, and a late start counts against the suite.
final class Load {

    private final Api api;
    private final Shelves shelves;
    private final String run = UUID.randomUUID().toString();

    private int placed;

    Load(Api api, Shelves shelves) {
        this.api = api;
        this.shelves = shelves;
    }

    List<Shot> fire(int rate, int seconds) {
        var shots = new ArrayList<Future<Shot>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = System.nanoTime();
            var startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            for (int number = 0; number < rate * seconds; number++) {
                var after = number * 1_000_000_000L / rate;
                while (System.nanoTime() - start < after) {
                    LockSupport.parkNanos(after - (System.nanoTime() - start));
                }
                var at = placed++;
                shots.add(threads.submit(() -> shoot(at, start + after, startMicros + after / 1000)));
            }
            return shots.stream().map(Load::finished).toList();
        }
    }

    private Shot shoot(int number, long intended, long intendedMicros) {
        var wish = shelves.wish(number);
        var body = Api.write(Map.of(
                "items", List.of(Map.of("productId", wish.productId(), "quantity", wish.quantity())),
                "payment", Map.of("method", "CARD", "cardToken", "tok_visa")));
        try {
            var answer = api.post(
                    "/api/orders",
                    api.token(wish.customer()),
                    body,
                    Map.of("Idempotency-Key", "load-" + run + "-" + number));
            var micros = (System.nanoTime() - intended) / 1000;
            return answer.status() == 201
                    ? new Shot(intendedMicros, micros, UUID.fromString(answer.text("id")), null)
                    : new Shot(intendedMicros, micros, null, answer.status() + " " + answer.text("type"));
        } catch (Unreachable unreachable) {
            var micros = (System.nanoTime() - intended) / 1000;
            return new Shot(intendedMicros, micros, null, String.valueOf(unreachable.getCause()));
        }
    }

    private static Shot finished(Future<Shot> shot) {
        try {
            return shot.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("An order could not even be tried", failed.getCause());
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", failed);
        }
    }
}
