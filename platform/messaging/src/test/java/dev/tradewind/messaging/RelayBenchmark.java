package dev.tradewind.messaging;

import static org.awaitility.Awaitility.await;

import dev.tradewind.testing.RealServers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Not part of a build: how long a message takes from the commit to the handler, and how fast a backlog leaves.
@SpringBootTest(classes = Parlour.class)
@RealServers
class RelayBenchmark {

    private static final Logger log = LoggerFactory.getLogger(RelayBenchmark.class);
    private static final int BACKLOG = 40_000;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Parlour.Heard heard;

    @Autowired
    private Relay relay;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void fromTheCommitToTheHandler() {
        var transaction = new TransactionTemplate(transactions);
        var arrived = new ConcurrentHashMap<Object, Long>();
        var took = new long[300];
        for (int i = -100; i < took.length; i++) {
            var key = Ids.next();
            heard.troubleWith(key, it -> arrived.put(it.message().key(), System.nanoTime()));
            transaction.executeWithoutResult(_ -> outbox.append(Parlour.confirm(key)));
            var committed = System.nanoTime();
            await().pollInterval(Duration.ofMillis(5)).until(() -> arrived.containsKey(key));
            if (i >= 0) {
                took[i] = arrived.getOrDefault(key, committed) - committed;
            }
            heard.healed(key);
        }
        Arrays.sort(took);
        log.atInfo()
                .addKeyValue("p50Micros", took[took.length / 2] / 1_000)
                .addKeyValue("p95Micros", took[took.length * 95 / 100] / 1_000)
                .addKeyValue("p99Micros", took[took.length * 99 / 100] / 1_000)
                .log(
                        "From the commit to the handler: p50 {} us, p95 {} us",
                        took[took.length / 2] / 1_000,
                        took[took.length * 95 / 100] / 1_000);
    }

    @Test
    void aBacklogLeaves() {
        var transaction = new TransactionTemplate(transactions);
        var backlog = new OutboxBacklog(jdbc);
        relay.stop();
        for (int i = 0; i < BACKLOG; i += 1_000) {
            transaction.executeWithoutResult(_ -> outbox.append(Stream.generate(Ids::next)
                    .limit(1_000)
                    .map(it -> Outgoing.of(Parlour.confirm(it)))
                    .toList()));
        }

        var started = System.nanoTime();
        relay.start();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(5))
                .until(() -> backlog.count() == 0);
        var seconds = (System.nanoTime() - started) / 1e9;
        log.atInfo().log("{} rows left in {} s: {} rows/s", BACKLOG, seconds, Math.round(BACKLOG / seconds));
    }
}
