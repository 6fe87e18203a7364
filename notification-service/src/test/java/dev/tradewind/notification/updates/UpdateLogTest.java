package dev.tradewind.notification.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.RealServers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@AutoConfigureRestTestClient
class UpdateLogTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final int WRITERS = 8;
    private static final int EACH = 40;

    private final UUID organization = Ids.next();
    private final UUID customer = Ids.next();

    @Autowired
    private UpdateLog log;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    @Test
    void K8_whoeverWritesAtTheSameTimeNumbersHaveNoGap() throws Exception {
        var writing = IntStream.range(0, WRITERS)
                .<Callable<Integer>>mapToObj(writer -> () -> write(writer))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var written : threads.invokeAll(writing)) {
                assertThat(written.get()).isEqualTo(EACH);
            }
        }

        var all = LongStream.rangeClosed(1, WRITERS * EACH).boxed().toList();
        assertThat(numbers(LogName.ofOrganization(organization))).isEqualTo(all);
        assertThat(numbers(LogName.ofAccount(customer))).isEqualTo(all);
    }

    @Test
    void whatIsRolledBackWasNeverSaid() {
        append(members());

        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            log.append(List.of(members(), members()));
            transaction.setRollbackOnly();
        });
        append(members());

        assertThat(numbers(LogName.ofOrganization(organization))).containsExactly(1L, 2L);
    }

    @Test
    void nothingIsAppendedOutsideATransaction() {
        assertThatIllegalStateException().isThrownBy(() -> log.append(List.of(members())));
    }

    @Test
    void K4_aMessageSaysWhatItIsAndWhenItHappened() {
        append(members());

        var message = json.readTree(jdbc.sql("select message from update_entry where log = ?")
                .param(LogName.ofOrganization(organization).value())
                .query(String.class)
                .single());
        assertThat(message.propertyNames()).containsExactly("id", "type", "data", "timestamp");
        assertThat(message.get("type").asString()).isEqualTo("menu:updated");
        assertThat(message.get("timestamp").asString()).isEqualTo("2026-11-21T12:00:00Z");
    }

    /// Names the logs in turn first and last, so that writers would wait for each other if the order were theirs.
    private int write(int writer) {
        for (int i = 0; i < EACH; i++) {
            var update = order();
            new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                log.append(writer % 2 == 0 ? List.of(update) : List.of());
                log.append(writer % 2 == 0 ? List.of() : List.of(update));
            });
        }
        return EACH;
    }

    private void append(Update... updates) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> log.append(Stream.of(updates).toList()));
    }

    private Update members() {
        return new Update(organization, new Audience.Members(), "menu:updated", json.createObjectNode(), NOW);
    }

    private Update order() {
        var data = json.createObjectNode().put("status", "CONFIRMED");
        return new Update(organization, new Audience.Order(Ids.next(), customer), "order:updated", data, NOW);
    }

    private List<Long> numbers(LogName of) {
        return jdbc.sql("select number from update_entry where log = ? order by number")
                .param(of.value())
                .query((row, _) -> row.getLong("number"))
                .list();
    }
}
