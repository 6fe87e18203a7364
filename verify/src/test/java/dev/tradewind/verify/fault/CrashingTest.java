package dev.tradewind.verify.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.check.Checker;
import dev.tradewind.verify.story.RunningSuite;
import dev.tradewind.verify.story.Shop;
import dev.tradewind.verify.story.Together;
import dev.tradewind.verify.suite.Demo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@RunningSuite
@Isolated("It kills what others ask")
@Order(5)
class CrashingTest {

    private static final boolean FULL = Boolean.getBoolean("tradewind.full");
    private static final int ORDERS = FULL ? 200 : 60;
    private static final long BETWEEN_ORDERS = TimeUnit.MILLISECONDS.toNanos(FULL ? 500 : 150);

    /// In a reduced run those that an order passes on its way to CONFIRMED, the broker and the database server.
    private static final List<String> VICTIMS = FULL
            ? List.of(
                    "inventory-service",
                    "payment-service",
                    "order-service",
                    "kafka",
                    "postgresql",
                    "redis",
                    "elasticsearch",
                    "notification-service",
                    "search-service",
                    "catalog-service",
                    "auth-service",
                    "discovery",
                    "gateway")
            : List.of("inventory-service", "payment-service", "order-service", "kafka", "postgresql");

    private final Shop shop = Shop.open();
    private final Faults faults = new Faults(shop.suite());

    @Test
    void whateverIsKilledDuringManyOrdersNothingIsLostOrDoneTwice() {
        var buyers = Demo.ORGANIZATIONS.stream().map(it -> shop.product(it, 11)).toList();
        buyers.forEach(it -> shop.api().token(Demo.customer(it.organization())));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var orders = threads.submit(() -> Together.spaced(
                    IntStream.range(0, ORDERS).boxed().toList(),
                    BETWEEN_ORDERS,
                    number -> shop.persistently(shop.wish(buyers.get(number % buyers.size()), 1))));
            for (var victim : VICTIMS) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                var pid = faults.kill(victim);
                if (FULL) {
                    faults.awaitAnotherThan(pid, victim);
                }
            }
            assertThat(Together.finished(orders))
                    .doesNotHaveDuplicates()
                    .hasSize(ORDERS)
                    .allSatisfy(order -> assertThat(
                                    shop.settled(order).path("status").asString())
                            .isIn("CONFIRMED", "REJECTED"));
        }

        var verdict = new Checker(shop.suite(), Duration.ofSeconds(90)).check();
        assertThat(verdict.holds()).as(verdict.toString()).isTrue();
    }

    @Test
    void anOrderAcceptedByAServiceThatDiesAtOnceIsCompletedByTheNext() {
        var product = shop.product("pantry", 12);
        faults.stop("inventory-service");
        try {
            var order = shop.wish(product, 1).place();
            faults.killAndAwait("order-service");
            faults.resume("inventory-service");

            shop.eventually(order, "CONFIRMED");
        } finally {
            faults.resume("inventory-service");
        }
    }
}
