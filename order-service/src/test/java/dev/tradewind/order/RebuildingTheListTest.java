package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/// What the events say, told anew: as a list beside the one that is read, as an order at another time, and as sales.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RebuildingTheListTest extends InTheShop {

    private static final int FEW = 4_000;
    private static final int ORDERS = Boolean.getBoolean("tradewind.full") ? 50_000 : FEW;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String REBUILD = "/api/ops/projections/orders/rebuild";
    private static final String PROGRESS = "/api/ops/projections/orders";

    @Autowired
    private TransactionTemplate transaction;

    @Test
    @Order(1)
    void S5_aRebuildWhileServingTellsTheSameAndWhatWasOtherwise() {
        fill(ORDERS);
        var first = rebuild();
        assertThat(first.json().get("events").asLong()).isGreaterThanOrEqualTo(4L * ORDERS);
        var told = fingerprint();
        System.out.printf(
                "Rebuilt the list of orders from %d events: %d events/s%n",
                first.json().get("events").asLong(),
                first.json().get("eventsPerSecond").asLong());

        assertThat(rebuild().json().get("differences").asLong()).isZero();
        assertThat(fingerprint()).isEqualTo(told);

        var forged = jdbc.sql("update order_summaries set total = total + 1 where order_id = "
                        + "(select min(order_id::text)::uuid from order_summaries) returning order_id")
                .query((row, _) -> row.getString(1))
                .single();
        var repaired = rebuild();
        assertThat(repaired.json().get("differences").asLong()).isOne();
        assertThat(repaired.text("/offenders/0")).isEqualTo(forged);
        assertThat(fingerprint()).isEqualTo(told);
    }

    @Test
    @Order(2)
    void S5_whatIsOrderedAndChangedDuringARebuildIsInItsResult() throws Exception {
        fill(FEW);
        var going = new AtomicBoolean(true);
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            var orders = IntStream.range(0, 3)
                    .mapToObj(_ -> customers.submit(() -> {
                        while (going.get()) {
                            shop.cancel(shop.orderAndWait(1, "tok_visa").orderId(), shop.customerToken());
                        }
                    }))
                    .toList();
            try {
                rebuild();
                rebuild();
            } finally {
                going.set(false);
            }
            for (var it : orders) {
                it.get();
            }
        }
        untilTheListKnowsAll();
        var told = fingerprint();

        assertThat(rebuild().json().get("differences").asLong()).isZero();
        assertThat(fingerprint()).isEqualTo(told);
    }

    @Test
    @Order(2)
    void S5_theWholeListIsComparedBeforeItIsLockedAndBehindTheLockWhatMovedSince() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        Shop.until(() -> assertThat(listed(id)).contains("CONFIRMED"));
        untilTheListKnowsAll();
        rebuild();
        var told = fingerprint();

        transaction.executeWithoutResult(_ -> {
            // Whoever reads lets nobody lock it.
            jdbc.sql("select count(*) from order_summaries")
                    .query(Integer.class)
                    .single();
            assertThat(shop.post(REBUILD, TestTokens.operator(), "").status()).isEqualTo(202);
            Shop.until(() -> assertThat(jdbc.sql("select count(*) from pg_locks where not granted")
                            .query(Integer.class)
                            .single())
                    .isPositive());
            jdbc.sql("update order_summaries set total = total + 1 where order_id = :id")
                    .param("id", id)
                    .update();
        });

        Shop.until(() -> assertThat(shop.get(PROGRESS, TestTokens.operator()).text("/status"))
                .isEqualTo("DONE"));
        var done = shop.get(PROGRESS, TestTokens.operator());
        assertThat(done.json().get("differences").asLong()).isOne();
        assertThat(done.text("/offenders/0")).isEqualTo(id.toString());
        assertThat(fingerprint()).isEqualTo(told);
    }

    @Test
    @Order(2)
    void aRebuildThatTellsNothingAnyMoreHasFailedAndAnotherMayBegin() {
        jdbc.sql("""
            insert into projection_rebuilds (id, projection, status, actor, events, rows, begun_at, told_at)
            values (gen_random_uuid(), 'orders', 'RUNNING', gen_random_uuid(), 7, 7, now(), now() - interval '3 minutes')
            """).update();

        var progress = shop.get(PROGRESS, TestTokens.operator());

        assertThat(progress.text("/status")).isEqualTo("FAILED");
        assertThat(progress.text("/failure")).isEqualTo("whoever did it died");
        assertThat(progress.json().get("endedAt").isNull()).isFalse();
        rebuild();
    }

    @Test
    @Order(2)
    void S5_theListGoesOnAfterARebuild() {
        rebuild();

        var id = shop.orderAndWait(1, "tok_visa").orderId();

        Shop.until(() -> assertThat(shop.get("/api/orders?status=CONFIRMED", shop.customerToken())
                        .text("/items/0/id"))
                .isEqualTo(id.toString()));
    }

    @Test
    @Order(3)
    void T7_anOrderIsShownAsItWas() {
        var id = shop.orderAndWait(2, "tok_visa").orderId();
        var confirmed = time(id, 2);
        shop.step(id, "PREPARING");
        shop.cancel(id, shop.customerToken());

        assertThat(at(id, time(id, 1)).text("/status")).isEqualTo("PENDING");
        var then = at(id, confirmed);
        assertThat(then.text("/status")).isEqualTo("CONFIRMED");
        assertThat(then.json().get("version").asLong()).isEqualTo(2);
        assertThat(then.json().at("/items/0/quantity").asInt()).isEqualTo(2);
        assertThat(at(id, Instant.now().plusSeconds(60)).text("/status")).isEqualTo("CANCELLED");
        assertThat(at(id, Instant.EPOCH).status()).isEqualTo(404);
        assertThat(shop.get("/api/orders/" + id + "?at=noon", shop.customerToken())
                        .status())
                .isEqualTo(400);
        assertThat(shop.get(
                                "/api/orders/" + id + "?at=" + confirmed,
                                TestTokens.staff(UUID.randomUUID(), UUID.randomUUID()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(4)
    void F8_salesAreWhatWasKeptByDayProductAndStore() {
        var kept = shop.orderAndWait(3, "tok_visa").orderId();
        var cancelled = shop.orderAndWait(1, "tok_visa").orderId();
        shop.cancel(cancelled, shop.customerToken());
        shop.orderAndWait(1, FakeParticipants.DECLINED);
        Shop.until(() -> assertThat(listed(cancelled)).contains("CANCELLED"));
        Shop.until(() -> assertThat(listed(kept)).contains("CONFIRMED"));
        untilTheListKnowsAll();

        var expected = jdbc.sql("""
            select coalesce(sum(total), 0) from orders
            where organization_id = :organization and status not in ('PENDING', 'REJECTED', 'CANCELLED')
            """)
                .param("organization", shop.organization)
                .query(Long.class)
                .single();
        for (var by : List.of("day", "product", "store")) {
            assertThat(sales(by)
                            .json()
                            .get("items")
                            .valueStream()
                            .mapToLong(it -> it.at("/amount/amount").asLong()))
                    .as(by)
                    .containsExactly(expected);
        }
        assertThat(sales("product").text("/items/0/key")).isEqualTo(shop.rice.toString());
        assertThat(sales("store").text("/items/0/key")).isEqualTo(shop.store.toString());
        assertThat(sales("week").status()).isEqualTo(400);
        assertThat(shop.get("/api/analytics/sales", shop.customerToken()).status())
                .isEqualTo(403);
        assertThat(shop.get("/api/analytics/sales", TestTokens.staff(UUID.randomUUID(), UUID.randomUUID()))
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    @Order(5)
    void onlyTheOperatorRebuilds() {
        assertThat(shop.post(REBUILD, shop.staffToken(), "").status()).isEqualTo(403);
        assertThat(shop.post("/api/ops/projections/nothing/rebuild", TestTokens.operator(), "")
                        .status())
                .isEqualTo(404);
    }

    /// Also of the orders of earlier tests, which other partitions tell of.
    private void untilTheListKnowsAll() {
        Shop.until(() -> assertThat(jdbc.sql("""
                select count(*) from orders o left join order_summaries s on s.order_id = o.id
                where o.organization_id = :organization and s.sequence is distinct from o.sequence
                """)
                        .param("organization", shop.organization)
                        .query(Integer.class)
                        .single())
                .isZero());
    }

    /// Empty as long as the list has not heard of it.
    private Optional<String> listed(UUID id) {
        return jdbc.sql("select status from order_summaries where order_id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    private Shop.Answer sales(String by) {
        return shop.get("/api/analytics/sales?by=" + by, shop.staffToken());
    }

    private Shop.Answer at(UUID id, Instant time) {
        return shop.get("/api/orders/" + id + "?at=" + time, shop.customerToken());
    }

    private Instant time(UUID id, int sequence) {
        return jdbc.sql("select occurred_at from order_events where order_id = :id and sequence = :sequence")
                .param("id", id)
                .param("sequence", sequence)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /// The list is read all the time.
    private Shop.Answer rebuild() {
        assertThat(shop.post(REBUILD, TestTokens.operator(), "").status()).isEqualTo(202);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(shop.get("/api/orders?limit=1", shop.customerToken()).status())
                    .isEqualTo(200);
            assertThat(shop.get(PROGRESS, TestTokens.operator()).text("/status"))
                    .isNotEqualTo("RUNNING");
        });
        var done = shop.get(PROGRESS, TestTokens.operator());
        assertThat(done.text("/status")).as(done.body()).isEqualTo("DONE");
        return done;
    }

    private String fingerprint() {
        return jdbc.sql("select md5(string_agg(o::text, '|' order by order_id)) from order_summaries o")
                .query(String.class)
                .single();
    }

    /// Orders of another organisation with four events each.
    private void fill(int count) {
        jdbc.sql("""
            insert into order_events (order_id, sequence, type, data, actor, occurred_at)
            select id, sequence, 'dev.tradewind.order.' || type || '.v1',
                   jsonb_build_object('orderId', id, 'organizationId', :organization::uuid, 'storeId', :store::uuid,
                       'customerId', :customer::uuid, 'sequence', sequence, 'occurredAt', '2026-01-01T00:00:00Z')
                   || case sequence
                       when 1 then jsonb_build_object('orderNumber', 'PA-2026-' || number, 'fulfilment', 'PICKUP',
                           'total', money, 'lines', jsonb_build_array(jsonb_build_object('productId', :store::uuid,
                           'title', 'Rice', 'unitPrice', money, 'quantity', 1)))
                       when 2 then jsonb_build_object('paymentId', id, 'total', money)
                       when 3 then jsonb_build_object('previous', 'CONFIRMED', 'status', 'PREPARING')
                       else jsonb_build_object('previous', 'PREPARING', 'status', 'READY') end,
                   'nobody', '2026-01-01T00:00:00Z'
            from (select gen_random_uuid() as id, number, jsonb_build_object('amount', 1290, 'currency', 'BRL') as money
                  from generate_series(1, :orders) number) o,
                 (values (1, 'placed'), (2, 'confirmed'), (3, 'status-updated'), (4, 'status-updated')) e (sequence, type)
            """)
                .param("organization", UUID.randomUUID().toString())
                .param("store", UUID.randomUUID().toString())
                .param("customer", UUID.randomUUID().toString())
                .param("orders", count)
                .update();
    }
}
