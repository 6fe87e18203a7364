package dev.tradewind.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.testing.BreakableServer;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Relays that the test starts and stops itself; the service's own one stays off.
@SpringBootTest(
        classes = Parlour.class,
        properties = {
            "tradewind.messaging.relay.enabled=false",
            "tradewind.messaging.listener.enabled=false",
            "tradewind.messaging.relay.partition-rows=50"
        })
@RealServers
class RelayTest {

    private static final String TOPIC = "inventory.commands";
    private static final Pattern ORDER_ID = Pattern.compile("\"orderId\":\"([^\"]+)\"");
    private static final MessagingProperties.Relay SETTINGS = new MessagingProperties.Relay(
            true, 100, Duration.ofMillis(50), Duration.ofMillis(2), Duration.ofSeconds(30), 50);

    private static final MessagingProperties.Relay ONE_AT_A_TIME = new MessagingProperties.Relay(
            true, 1, SETTINGS.poll(), SETTINGS.coalesce(), SETTINGS.lease(), SETTINGS.partitionRows());

    @Autowired
    private Outbox outbox;

    @Autowired
    private OutboxPartitions partitions;

    @Autowired
    private Topics topics;

    @Autowired
    private MessagingProperties messaging;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @Autowired
    private ProducerFactory<?, ?> producers;

    private final TransactionTemplate transaction;
    private final Wiretap kafka;
    private final List<Relay> relays = new ArrayList<>();

    RelayTest(@Autowired PlatformTransactionManager transactions, @Autowired Environment environment) {
        this.transaction = new TransactionTemplate(transactions);
        this.kafka = new Wiretap(environment);
    }

    @BeforeEach
    void nobodyLeads() {
        jdbc.sql("update relay_lease set expires_at = '-infinity'").update();
    }

    @AfterEach
    void stopAll() {
        relays.forEach(Relay::stop);
        kafka.close();
    }

    @Test
    void S10_whatWasSentButNotMarkedIsSentAgainAfterACrash() {
        var key = Ids.next();
        say(key);
        var dying = new RelayStore(jdbc) {
            @Override
            boolean mark(Lease lease, Mark mark) {
                throw new IllegalStateException("killed between sending and marking");
            }
        };
        var first = start(dying, sender());
        kafka.awaitRecords(TOPIC, key.toString(), 1);
        first.stop();
        assertThat(new RelayStore(jdbc).acquire(UUID.randomUUID(), Duration.ZERO))
                .as("the lease is free, although the last mark failed")
                .isPresent();

        start(new RelayStore(jdbc), sender());

        var records = kafka.awaitRecords(TOPIC, key.toString(), 2);
        assertThat(records.stream().map(it -> Wiretap.header(it, "ce_id")).distinct())
                .hasSize(1);
        awaitAllSent();
    }

    @Test
    void S10_manyRoundsShareAMarkAndWhoStopsLeavesNothingToBeSentAgain() {
        var marks = new AtomicInteger();
        var counting = new RelayStore(jdbc) {
            @Override
            boolean mark(Lease lease, Mark mark) {
                marks.incrementAndGet();
                return super.mark(lease, mark);
            }
        };
        var key = Ids.next();
        var said = Stream.generate(() -> say(key)).limit(20).toList();
        var first = start(counting, sender(), ONE_AT_A_TIME);
        kafka.awaitRecords(TOPIC, key.toString(), said.size());
        first.stop();
        assertThat(marks).hasValueLessThan(said.size());

        start(new RelayStore(jdbc), sender());
        say(key);

        assertThat(kafka.awaitRecords(TOPIC, key.toString(), said.size() + 1)).hasSize(said.size() + 1);
    }

    @Test
    void S10_aLeaderThatWasReplacedCanNoLongerMark() {
        var store = new RelayStore(jdbc);
        var zombie = store.acquire(UUID.randomUUID(), Duration.ZERO).orElseThrow();
        var before = store.mark();

        var successor = store.acquire(UUID.randomUUID(), Duration.ofMillis(1)).orElseThrow();

        assertThat(successor.epoch()).isGreaterThan(zombie.epoch());
        assertThat(store.mark(zombie, new RelayStore.Mark(before.sentThrough() + 1_000, before.unsettled())))
                .isFalse();
        assertThat(store.renew(zombie, Duration.ofSeconds(5))).isFalse();
        assertThat(store.mark()).isEqualTo(before);
        store.release(successor);
    }

    @Test
    void S10_anotherRelayTakesOverWhenTheLeaderFallsSilent() {
        var store = new RelayStore(jdbc);
        var silent = store.acquire(UUID.randomUUID(), Duration.ofSeconds(2));
        assertThat(silent).isPresent();
        var key = Ids.next();
        say(key);

        start(store, sender());

        kafka.awaitRecords(TOPIC, key.toString(), 1);
    }

    @Test
    void S10_twoRelaysSendEachMessageOnce() {
        start(new RelayStore(jdbc), sender());
        start(new RelayStore(jdbc), sender());
        var keys = Stream.generate(Ids::next).limit(30).toList();

        keys.forEach(this::say);

        awaitAllSent();
        assertThat(kafka.awaitRecords(TOPIC, keys.stream().map(UUID::toString).toList(), keys.size()))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrderElementsOf(
                        keys.stream().map(UUID::toString).toList());
    }

    @Test
    void S10_aTransactionHeldOpenAcrossTheMarkIsNotLost() throws Exception {
        start(new RelayStore(jdbc), sender());
        var late = Ids.next();
        var early = Ids.next();
        say(Ids.next());
        try (var open = database.getConnection()) {
            open.setAutoCommit(false);
            insert(open, late);
            say(early);
            kafka.awaitRecords(TOPIC, early.toString(), 1);
            await().untilAsserted(() ->
                    assertThat(new RelayStore(jdbc).mark().unsettled()).isNotEmpty());
            say(Ids.next());
            say(Ids.next());

            open.commit();
        }

        kafka.awaitRecords(TOPIC, late.toString(), 1);
        awaitAllSent();
    }

    @Test
    void S10_aGapLeftByARollbackIsForgotten() {
        assertThatAGapIsForgotten();
    }

    private void assertThatAGapIsForgotten() {
        start(new RelayStore(jdbc), sender());
        transaction.executeWithoutResult(status -> {
            outbox.append(Parlour.confirm(Ids.next()));
            status.setRollbackOnly();
        });

        say(Ids.next());

        awaitAllSent();
        await().untilAsserted(() ->
                assertThat(new RelayStore(jdbc).mark().unsettled()).isEmpty());
    }

    @Test
    void anotherDatabasesSessionThatIsIdleInATransactionStallsNothing() throws Exception {
        var other = TestDatabase.create();
        try (var idle = other.connect();
                var reader = database.getConnection()) {
            idle.setAutoCommit(false);
            execute(idle, "create table anything (id int)");
            reader.setAutoCommit(false);
            execute(reader, "select count(*) from outbox");

            assertThatAGapIsForgotten();

            idle.rollback();
            reader.rollback();
        }
    }

    @Test
    void S10_aRowKafkaRefusesHoldsBackItsKeyAndNoOther() {
        var refused = Ids.next();
        var refusing = new AtomicBoolean(true);
        var picky = new Sender(
                () ->
                        new KafkaProducer<>(
                                producers.getConfigurationProperties(),
                                new StringSerializer(),
                                new ByteArraySerializer()) {
                            @Override
                            public Future<RecordMetadata> send(
                                    ProducerRecord<String, byte[]> record, Callback callback) {
                                if (refusing.get() && refused.toString().equals(record.key())) {
                                    throw new RecordTooLargeException("refused");
                                }
                                return super.send(record, callback);
                            }
                        },
                Duration.ofSeconds(10));
        var first = say(refused);
        var second = say(refused);
        var other = Ids.next();
        say(other);

        start(new RelayStore(jdbc), picky);

        kafka.awaitRecords(TOPIC, other.toString(), 1);
        await().untilAsserted(() ->
                assertThat(new RelayStore(jdbc).mark().unsettled()).hasSize(2));
        refusing.set(false);
        assertThat(kafka.awaitRecords(TOPIC, refused.toString(), 2))
                .extracting(it -> new String(it.value(), UTF_8))
                .satisfiesExactly(
                        it -> assertThat(it).contains(first),
                        it -> assertThat(it).contains(second));
        awaitAllSent();
    }

    @Test
    void aSentPartitionIsDroppedAndThereIsAlwaysRoomAhead() {
        start(new RelayStore(jdbc), sender());
        var before = partitionNames();

        for (int i = 0; i < 4; i++) {
            transaction.executeWithoutResult(
                    _ -> Stream.generate(Ids::next).limit(50).forEach(it -> outbox.append(Parlour.confirm(it))));
            partitions.makeAhead();
        }

        awaitAllSent();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            partitions.dropThrough(new RelayStore(jdbc).mark().settledThrough());
            assertThat(partitionNames()).doesNotContain(before.getFirst()).hasSizeBetween(4, 6);
        });
        var key = Ids.next();
        say(key);
        kafka.awaitRecords(TOPIC, key.toString(), 1);
    }

    @Test
    void S10_aLostConnectionOnlyDelaysTheRelay() {
        start(new RelayStore(jdbc), sender());
        var before = Ids.next();
        say(before);
        kafka.awaitRecords(TOPIC, before.toString(), 1);

        jdbc.sql("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """).query((row, _) -> row.getBoolean(1)).list();
        var after = Ids.next();
        await().ignoreExceptions().until(() -> !say(after).isEmpty());

        kafka.awaitRecords(TOPIC, after.toString(), 1);
        awaitAllSent();
    }

    @Test
    void S10_aBrokerThatIsKilledLosesAndReordersNothing() {
        var key = Ids.next();
        try (var broker = BreakableServer.kafka()) {
            var address =
                    Map.<String, Object>of("bootstrap.servers", broker.program().bootstrapServers());
            var there = new Topics(address, new MessageFormat().conversations(), messaging);
            there.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> there.await(Duration.ofMillis(100)));
            start(new RelayStore(jdbc), sender(address));
            var said = new ArrayList<>(List.of(say(key), say(key)));
            try (var tap = new Wiretap(broker.program().bootstrapServers(), messaging.topicPrefix())) {
                tap.awaitRecords(TOPIC, key.toString(), 2);
            }

            broker.kill();
            Stream.generate(() -> say(key)).limit(30).forEach(said::add);
            broker.restart();

            await().atMost(Duration.ofSeconds(90)).until(() -> new OutboxBacklog(jdbc).count() == 0);
            try (var tap = new Wiretap(broker.program().bootstrapServers(), messaging.topicPrefix())) {
                var orders = tap.awaitRecords(TOPIC, key.toString(), said.size()).stream()
                        .map(it -> ORDER_ID.matcher(new String(it.value(), UTF_8)))
                        .filter(Matcher::find)
                        .map(it -> it.group(1))
                        .distinct();
                assertThat(orders).containsExactlyElementsOf(said);
            }
        }
    }

    private Relay start(RelayStore store, Sender sender) {
        return start(store, sender, SETTINGS);
    }

    private Relay start(RelayStore store, Sender sender, MessagingProperties.Relay settings) {
        await().until(() -> topics.await(Duration.ofMillis(100)));
        var relay = new Relay(store, sender, settings, new RelayMeters(new SimpleMeterRegistry()));
        relays.add(relay);
        relay.start();
        return relay;
    }

    private Sender sender() {
        return sender(Map.of());
    }

    private Sender sender(Map<String, Object> more) {
        var settings = new HashMap<>(producers.getConfigurationProperties());
        settings.putAll(more);
        return new Sender(
                () -> new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()),
                Duration.ofSeconds(10));
    }

    private String say(UUID key) {
        var message = Parlour.confirm(key);
        transaction.executeWithoutResult(_ -> outbox.append(message));
        return message.orderId().toString();
    }

    private void awaitAllSent() {
        await().atMost(Duration.ofSeconds(60))
                .ignoreException(CannotGetJdbcConnectionException.class)
                .until(() -> new OutboxBacklog(jdbc).count() == 0);
    }

    private List<String> partitionNames() {
        return jdbc.sql(
                        "select inhrelid::regclass::text from pg_inherits where inhparent = 'outbox'::regclass order by 1")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static void insert(Connection connection, UUID key) throws Exception {
        execute(connection, """
                insert into outbox (id, aggregatetype, aggregateid, type, payload, topic, source, occurred_at)
                select gen_random_uuid(), aggregatetype, '%s', type, payload, topic, source, occurred_at
                from outbox limit 1
                """.formatted(key));
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
