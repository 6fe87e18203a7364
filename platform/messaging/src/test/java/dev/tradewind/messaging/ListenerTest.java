package dev.tradewind.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import dev.tradewind.messaging.ParkedMessages.Outcome;
import dev.tradewind.testing.RealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(classes = Parlour.class)
@RealServers
class ListenerTest {

    private static final String TOPIC = "inventory.commands";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Outbox outbox;

    @Autowired
    private ParkedMessages parkedMessages;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Parlour.Heard heard;

    @Autowired
    private Parlour.Gathered gathered;

    @Autowired
    private Listeners listeners;

    @Autowired
    private Relay relay;

    private final TransactionTemplate transaction;
    private final Wiretap kafka;

    ListenerTest(@Autowired PlatformTransactionManager transactions, @Autowired Environment environment) {
        this.transaction = new TransactionTemplate(transactions);
        this.kafka = new Wiretap(environment);
    }

    @AfterEach
    void hangUp() {
        kafka.close();
    }

    @Test
    void S8_aMessageThatArrivesTwiceTakesEffectOnce() throws Exception {
        var key = Ids.next();
        var first = say(key);
        var record = kafka.awaitRecords(TOPIC, key.toString(), 1).getFirst();

        kafka.repeat(record);
        kafka.repeat(record);
        var last = say(key);

        awaitHeard(key, first, last);
    }

    @Test
    void whoIsPatientStartsATransactionTenTimesASecondAtMost() {
        var before = gathered.batches().size();
        var begun = Instant.now();
        for (int i = 0; i < 25; i++) {
            awaitGathered(voidPayment());
        }

        var tenths = Duration.between(begun, Instant.now()).toMillis() / 100;
        assertThat((long) gathered.batches().size() - before).isLessThanOrEqualTo(tenths + 1);
    }

    /// Kafka was asked before the rest and has answered with the first of them. Where it takes long to answer, the
    /// others may still have to wait.
    @Test
    void whatCameDuringARestIsTakenTogether() {
        var together = 0;
        for (int round = 0; round < 3; round++) {
            var order = Ids.next();
            var handled = gathered.hold(order);
            voidPayment(order);
            awaitGathered(order);
            var first = voidPayment();
            kafka.awaitRecords("payments.commands", first.toString(), 1);
            var last = voidPayment();
            kafka.awaitRecords("payments.commands", last.toString(), 1);

            handled.countDown();

            awaitGathered(last);
            together += gathered.batches().stream().anyMatch(it -> it.containsAll(List.of(first, last))) ? 1 : 0;
        }
        assertThat(together).isPositive();
    }

    private UUID voidPayment() {
        return voidPayment(Ids.next());
    }

    private UUID voidPayment(UUID order) {
        transaction.executeWithoutResult(_ -> outbox.append(new VoidPayment(order, Ids.next(), "test")));
        return order;
    }

    private void awaitGathered(UUID order) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> gathered.has(order));
    }

    @Test
    void whoIsBehindSaysByHowMuch() throws InterruptedException {
        var listener = listeners.all().stream()
                .filter(it -> it.group().equals(Parlour.GROUP))
                .findFirst()
                .orElseThrow();
        var key = Ids.next();
        var handling = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        heard.troubleWith(key, _ -> {
            handling.countDown();
            try {
                assertThat(mayEnd.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });

        var said = say(key);
        assertThat(handling.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(listener.lag()).isPositive();

        mayEnd.countDown();
        awaitHeard(key, said);
        await().atMost(PATIENCE).until(() -> listener.lag() == 0);
    }

    @Test
    void whoWasStoppedGoesOnWhenStartedAgain() {
        var key = Ids.next();
        var before = say(key);
        awaitHeard(key, before);

        listeners.stop();
        relay.stop();
        var meanwhile = say(key);
        relay.start();
        listeners.start();

        awaitHeard(key, before, meanwhile);
    }

    @Test
    void S8_aMessageThatFailsInTheMiddleOfABatchIsParkedAloneAndTheOthersTakeEffect() {
        var poisoned = Ids.next();
        heard.troubleWith(poisoned, _ -> {
            throw new IllegalStateException("broken");
        });
        var around = java.util.stream.Stream.generate(Ids::next).limit(20).toList();

        transaction.executeWithoutResult(_ -> {
            around.subList(0, 10).forEach(it -> outbox.append(Parlour.confirm(it)));
            outbox.append(Parlour.confirm(poisoned));
            around.subList(10, 20).forEach(it -> outbox.append(Parlour.confirm(it)));
        });

        awaitParked(poisoned, 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(around)
                        .allSatisfy(it -> assertThat(heard.of(it)).hasSize(1)));
        assertThat(heard.of(poisoned)).isEmpty();
        var parked = parkedOf(poisoned).getFirst();
        assertThat(parked.cause()).contains("broken");
        assertThat(parked.attempts()).isEqualTo(3);
        assertThat(parked.group()).isEqualTo(Parlour.GROUP);
    }

    @Test
    void S8_aCopyOfWhatIsParkedGoesToTheDeadLetterTopicWithItsCauseAndOrigin() {
        var key = Ids.next();
        heard.troubleWith(key, _ -> {
            throw new IllegalStateException("broken");
        });

        say(key);

        var original = kafka.awaitRecords(TOPIC, key.toString(), 1).getFirst();
        var copy = kafka.awaitRecords(TOPIC + ".dlt", key.toString(), 1).getFirst();
        assertThat(copy.value()).isEqualTo(original.value());
        assertThat(Wiretap.header(copy, "ce_id")).isEqualTo(Wiretap.header(original, "ce_id"));
        assertThat(Wiretap.header(copy, "ce_source")).isEqualTo(Wiretap.header(original, "ce_source"));
        assertThat(Wiretap.header(copy, "dlt_group")).contains(Parlour.GROUP);
        assertThat(Wiretap.header(copy, "dlt_cause"))
                .hasValueSatisfying(it -> assertThat(it).contains("broken"));
        assertThat(Wiretap.header(copy, "dlt_topic")).contains(original.topic());
        assertThat(Wiretap.header(copy, "dlt_offset")).contains(Long.toString(original.offset()));
    }

    @Test
    void S8_laterMessagesOfAParkedKeyParkBehindItAndAreReplayedInOrder() {
        var key = Ids.next();
        heard.troubleWith(key, _ -> {
            throw new IllegalStateException("broken");
        });
        var first = say(key);
        awaitParked(key, 1);

        heard.healed(key);
        var second = say(key);
        var third = say(key);

        awaitParked(key, 3);
        assertThat(heard.of(key)).isEmpty();
        var outcome = parkedMessages.replay(parkedOf(key).getLast().id(), "operator", "mended");
        assertThat(outcome).isEqualTo(new Outcome.Done(3));
        assertThat(heard.of(key)).containsExactly(first, second, third);

        var fourth = say(key);
        awaitHeard(key, first, second, third, fourth);
    }

    @Test
    void S8_aReplayThatFailsAgainLeavesTheKeyParked() {
        var key = Ids.next();
        heard.troubleWith(key, _ -> {
            throw new IllegalStateException("still broken");
        });
        say(key);
        awaitParked(key, 1);

        var outcome = parkedMessages.replay(parkedOf(key).getFirst().id(), "operator", "let us see");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.StillFailing.class, it -> assertThat(it.cause()).contains("still broken"));
        assertThat(parkedOf(key))
                .singleElement()
                .satisfies(it -> assertThat(it.attempts()).isEqualTo(4));
    }

    @Test
    void aDiscardedMessageFreesTheKeyAndSaysWhoDecided() {
        var key = Ids.next();
        heard.troubleWith(key, _ -> {
            throw new IllegalStateException("broken");
        });
        say(key);
        awaitParked(key, 1);
        var id = parkedOf(key).getFirst().id();
        heard.healed(key);

        assertThat(parkedMessages.discard(id, "operator", "never mind")).isEqualTo(new Outcome.Done(1));

        assertThat(parkedMessages.find(id)).hasValueSatisfying(it -> {
            assertThat(it.status()).isEqualTo(ParkedMessage.Status.DISCARDED);
            assertThat(it.decidedBy()).isEqualTo("operator");
            assertThat(it.reason()).isEqualTo("never mind");
        });
        assertThat(parkedMessages.replay(id, "operator", "after all"))
                .isEqualTo(new Outcome.AlreadyDecided(ParkedMessage.Status.DISCARDED));
        var next = say(key);
        awaitHeard(key, next);
    }

    @Test
    void S8_whatCannotBeReadIsParkedAndWhatIsUnknownIsSkipped() throws Exception {
        var key = Ids.next();
        var nulled = Ids.next();
        var type = "dev.tradewind.inventory.confirm-reservation.v1";
        kafka.put(TOPIC, key.toString(), "{".getBytes(UTF_8), headers(type));
        kafka.put(
                TOPIC,
                nulled.toString(),
                "{\"reservationId\":\"%s\",\"orderId\":null,\"organizationId\":\"%s\"}"
                        .formatted(nulled, nulled)
                        .getBytes(UTF_8),
                headers(type));
        var headless = Ids.next();
        kafka.put(TOPIC, headless.toString(), "{}".getBytes(UTF_8), Map.of());
        var unknown = Ids.next();
        kafka.put(TOPIC, unknown.toString(), "{}".getBytes(UTF_8), headers("dev.tradewind.inventory.juggle.v9"));

        awaitParked(key, 1);
        awaitParked(nulled, 1);
        awaitParked(headless, 1);
        var after = say(unknown);
        awaitHeard(unknown, after);
        assertThat(parkedOf(unknown)).isEmpty();
    }

    @Test
    void S8_aMessageOlderThanTheInboxRemembersIsParked() throws Exception {
        var key = Ids.next();
        var headers = new java.util.HashMap<>(headers("dev.tradewind.inventory.confirm-reservation.v1"));
        headers.put("ce_time", Instant.now().minus(Duration.ofDays(15)).toString());

        kafka.put(
                TOPIC,
                key.toString(),
                "{\"reservationId\":\"%1$s\",\"orderId\":\"%1$s\",\"organizationId\":\"%1$s\"}"
                        .formatted(key)
                        .getBytes(UTF_8),
                headers);

        awaitParked(key, 1);
        assertThat(heard.of(key)).isEmpty();
    }

    @Test
    void S8_aConnectionLostInTheMiddleOfAPollParksNothing() {
        var key = Ids.next();
        var tries = new AtomicInteger();
        heard.troubleWith(key, _ -> {
            if (tries.incrementAndGet() <= 5) {
                jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                        .query((_, _) -> 0)
                        .list();
            }
        });

        var first = say(key);
        var second = say(key);

        awaitHeard(key, first, second);
        assertThat(tries).hasValueGreaterThan(5);
        assertThat(parkedOf(key)).isEmpty();
    }

    @Test
    void S8_anythingElseThatIsAwayIsWaitedForWithoutBlamingTheMessage() {
        var key = Ids.next();
        var tries = new AtomicInteger();
        heard.troubleWith(key, _ -> {
            if (tries.incrementAndGet() <= 5) {
                throw new Unavailable("search", new java.net.ConnectException("refused"));
            }
        });

        var said = say(key);

        awaitHeard(key, said);
        assertThat(tries).hasValueGreaterThan(5);
        assertThat(parkedOf(key)).isEmpty();
    }

    @Test
    void aMessageThatFailsOnceIsTriedAgainAndNotParked() {
        var key = Ids.next();
        var tries = new AtomicInteger();
        heard.troubleWith(key, _ -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
        });

        var said = say(key);

        awaitHeard(key, said);
        assertThat(parkedOf(key)).isEmpty();
    }

    private String say(UUID key) {
        ConfirmReservation message = Parlour.confirm(key);
        transaction.executeWithoutResult(_ -> outbox.append(message));
        return message.orderId().toString();
    }

    private void awaitHeard(UUID key, String... orders) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard.of(key)).isEqualTo(Arrays.asList(orders)));
    }

    private void awaitParked(UUID key, int messages) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parkedOf(key)).hasSize(messages));
    }

    private List<ParkedMessage> parkedOf(UUID key) {
        return parkedMessages.list(ParkedMessages.MAX_LIMIT, null).stream()
                .filter(it -> it.key().equals(key.toString()))
                .toList();
    }

    private static Map<String, String> headers(String type) {
        return Map.of(
                "ce_id",
                Ids.next().toString(),
                "ce_type",
                type,
                "ce_time",
                Instant.now().toString());
    }
}
