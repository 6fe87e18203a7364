package dev.tradewind.verify.bug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.check.Checker;
import dev.tradewind.verify.check.Verdict;
import dev.tradewind.verify.fault.Faults;
import dev.tradewind.verify.fault.Repetition;
import dev.tradewind.verify.story.RunningSuite;
import dev.tradewind.verify.story.Shop;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Each bug is switched on in the running suite, and the checker has to see it. What it breaks is not mended: this
/// comes last, on data that is thrown away.
@RunningSuite
@Isolated("It breaks what others ask")
@Order(100)
class SeededBugsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Shop shop = Shop.open();
    private final Faults faults = new Faults(shop.suite());

    @Test
    void aMessageSentWithoutItsStateIsSeen() {
        Shop.Order order;
        try (var _ = Trigger.on(
                shop.database("order"),
                "order_events",
                "before insert",
                "new.type = 'dev.tradewind.order.confirmed.v1'",
                "return null;")) {
            order = shop.wish(shop.product("pantry", 20), 1).place();
            shop.eventually(order, "CONFIRMED");
        }

        assertSeen("I9", order.id().toString());
    }

    @Test
    void aChargeWithoutAnIdempotencyKeyIsSeen() {
        try (var _ = Trigger.on(
                shop.database("payment"), "provider_charge", "before insert", "new.status = 'CHARGED'", """
                new.idempotency_key := gen_random_uuid();
                new.reference := 'ch_' || new.idempotency_key;
                return new;
                """)) {
            shop.wish(shop.product("pantry", 21), 1).payingWith("tok_timeout").place();
            try (var payment = shop.database("payment")) {
                shop.eventually(
                        "a second charge", () -> assertThat(payment.number("""
                        select count(*) from provider_charge c
                         where not exists (select 1 from payment p where p.id = c.idempotency_key)
                        """)).isGreaterThan(1));
            }
        }

        assertSeen("I4", "the provider");
    }

    @Test
    void aReservationReleasedAfterItWasConfirmedIsSeen() {
        var order = shop.wish(shop.product("pantry", 22), 1).place();
        shop.eventually(order, "CONFIRMED");

        try (var inventory = shop.database("inventory")) {
            inventory.update("alter table reservation disable trigger reservation_is_final");
            inventory.update("update reservation set status = 'EXPIRED' where order_id = ?", order.id());
            inventory.update(
                    "update stock set on_hand = on_hand + 1 where product_id = ?",
                    order.product().id());
            inventory.update("alter table reservation enable trigger reservation_is_final");
        }

        var verdict = check();
        assertSeen(verdict, "I8", order.id().toString());
        assertSeen(verdict, "I6", order.product().id().toString());
    }

    @Test
    void anInboxThatForgetsIsSeen() {
        var order = shop.wish(shop.product("pantry", 23), 1).place();
        shop.eventually(order, "CONFIRMED");

        try (var _ = Trigger.on(shop.database("inventory"), "inbox", "before insert", "true", """
                delete from inbox where consumer_group = new.consumer_group and message_id = new.message_id;
                return new;
                """)) {
            Repetition.of(shop.suite(), Set.of("inventory.commands"));
            check();
        }

        assertSeen("I11", "dev.tradewind.inventory.");
    }

    @Test
    void aRelayThatSkipsOpenTransactionsIsSeen() {
        Agent.seed(faults.pid("order-service"), "dev.tradewind.messaging.RelayStore writers answers-an-empty-set");
        Shop.Order slow;
        try (var _ = Trigger.on(
                shop.database("order"),
                "outbox",
                "after insert",
                "new.type = 'dev.tradewind.order.placed.v1' and new.payload like '%\"quantity\":7%'::bytea",
                "perform pg_sleep(3); return new;")) {
            var waiting = new AtomicReference<Shop.Order>();
            var thread = Thread.startVirtualThread(
                    () -> waiting.set(shop.wish(shop.product("pantry", 24), 7).place()));
            // Whoever orders at the same moment is taken in the same transaction.
            shop.eventually("the slow transaction", () -> assertThat(sleeping()).isPositive());
            while (thread.isAlive()) {
                shop.persistently(shop.wish(shop.product("techcorp", 24), 1));
            }
            slow = waiting.get();
        } finally {
            faults.killAndAwait("order-service");
        }

        assertSeen("I9", slow.id().toString());
    }

    private long sleeping() {
        try (var orders = shop.database("order")) {
            return orders.number("select count(*) from pg_stat_activity where wait_event = 'PgSleep'");
        }
    }

    private void assertSeen(String invariant, String offender) {
        assertSeen(check(), invariant, offender);
    }

    private static void assertSeen(Verdict verdict, String invariant, String offender) {
        assertThat(verdict.broken()).as(verdict.toString()).contains(invariant);
        assertThat(verdict.findings().stream()
                        .filter(it -> it.id().equals(invariant))
                        .flatMap(it -> it.offenders().stream()))
                .as(verdict.toString())
                .anyMatch(it -> it.contains(offender));
    }

    private Verdict check() {
        return new Checker(shop.suite(), PATIENCE).check();
    }
}
