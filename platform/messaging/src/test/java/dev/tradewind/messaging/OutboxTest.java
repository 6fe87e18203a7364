package dev.tradewind.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.testing.RealServers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
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
class OutboxTest {

    @Autowired
    private Outbox outbox;

    @Autowired
    private Backlog backlog;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Parlour.Heard heard;

    private final TransactionTemplate transaction;
    private final Wiretap kafka;

    OutboxTest(@Autowired PlatformTransactionManager transactions, @Autowired Environment environment) {
        this.transaction = new TransactionTemplate(transactions);
        this.kafka = new Wiretap(environment);
    }

    @AfterEach
    void hangUp() {
        kafka.close();
    }

    @Test
    void S10_whatCommitsIsSentAsCloudEventAndHandled() {
        var key = Ids.next();
        var cause = Ids.next();
        var message = Parlour.confirm(key);
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        transaction.executeWithoutResult(_ -> outbox.append(List.of(new Outgoing(message, cause, trace))));

        var record = kafka.awaitRecords("inventory.commands", key.toString(), 1).getFirst();
        assertThat(Wiretap.header(record, "ce_specversion")).contains("1.0");
        assertThat(Wiretap.header(record, "ce_id").map(UUID::fromString)).isPresent();
        assertThat(Wiretap.header(record, "ce_source")).contains("/parlour");
        assertThat(Wiretap.header(record, "ce_type")).contains("dev.tradewind.inventory.confirm-reservation.v1");
        assertThat(Wiretap.header(record, "ce_subject")).contains(key.toString());
        assertThat(Wiretap.header(record, "ce_time")).isPresent();
        assertThat(Wiretap.header(record, "ce_dataschema"))
                .contains("urn:tradewind:dev.tradewind.inventory.confirm-reservation.v1");
        assertThat(Wiretap.header(record, "ce_organization"))
                .contains(message.organizationId().toString());
        assertThat(Wiretap.header(record, "ce_sequence")).isEmpty();
        assertThat(Wiretap.header(record, "ce_causation")).contains(cause.toString());
        assertThat(Wiretap.header(record, "traceparent")).contains(trace);
        await().untilAsserted(() ->
                assertThat(heard.of(key)).containsExactly(message.orderId().toString()));
    }

    @Test
    void S10_whatRollsBackIsNeverSent() {
        var undone = Ids.next();
        var done = Ids.next();

        transaction.executeWithoutResult(status -> {
            outbox.append(Parlour.confirm(undone));
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(_ -> outbox.append(Parlour.confirm(done)));

        await().until(() -> !heard.of(done).isEmpty());
        assertThat(heard.of(undone)).isEmpty();
        assertThat(jdbc.sql("select count(*) from outbox where aggregateid = ?")
                        .param(undone.toString())
                        .query((row, _) -> row.getLong(1))
                        .single())
                .isZero();
    }

    @Test
    void S10_appendingOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> outbox.append(Parlour.confirm(Ids.next()))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedByNameAndSize() {
        var lines = Collections.nCopies(5_000, new Line(Ids.next(), 1));
        var message = new ReserveStock(Ids.next(), Ids.next(), Ids.next(), lines, 60);

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> outbox.append(message)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dev.tradewind.inventory.reserve-stock.v1")
                .hasMessageContaining("262144");
    }

    @Test
    void messagesOfOneKeyArriveInTheOrderTheyWereCommitted() {
        var key = Ids.next();
        var messages = java.util.stream.IntStream.range(0, 60)
                .mapToObj(_ -> Parlour.confirm(key))
                .toList();

        messages.forEach(it -> transaction.executeWithoutResult(_ -> outbox.append(it)));

        await().atMost(Duration.ofSeconds(30)).until(() -> heard.of(key).size() == 60);
        assertThat(heard.of(key))
                .isEqualTo(messages.stream().map(it -> it.orderId().toString()).toList());
    }

    @Test
    void theBacklogIsEmptyOnceEverythingWasSentAndRead() {
        var key = Ids.next();
        transaction.executeWithoutResult(_ -> outbox.append(Parlour.confirm(key)));

        await().until(() -> !heard.of(key).isEmpty());
        await().until(() -> backlog.oldestUnsent().isEmpty());
        assertThat(backlog.everythingSentBefore(java.time.Instant.now())).isTrue();
        var ends = backlog.endOffsets(Parlour.GROUP);
        await().until(() -> backlog.hasReadUpTo(ends));
    }

    @Test
    void theServiceKeepsItsOwnMigrationHistory() {
        assertThat(versions("flyway_schema_history")).contains("1");
        assertThat(versions("flyway_messaging_history")).contains("1");
    }

    private List<String> versions(String table) {
        return jdbc.sql("select version from " + table + " where success and type = 'SQL'")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
