package dev.tradewind.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.RealServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import java.util.stream.IntStream;
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
class AsidesTest {

    @Autowired
    private Asides asides;

    @Autowired
    private Outbox outbox;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    private final UUID key = Ids.next();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Wiretap kafka;

    AsidesTest(@Autowired Environment environment) {
        this.kafka = new Wiretap(environment);
    }

    @AfterEach
    void hangUp() {
        kafka.close();
    }

    @Test
    void F7_manyAsidesNeedOneTransactionAndNoneOfTheirCaller() {
        var own = new Asides(outbox, new TransactionTemplate(transactions), meters, 100);
        IntStream.range(0, 50)
                .forEach(_ -> assertThat(own.say(Parlour.confirm(key))).isTrue());

        own.start();

        assertThat(kafka.awaitRecords("inventory.commands", key.toString(), 50)).hasSize(50);
        own.stop();
        assertThat(jdbc.sql("select count(distinct xmin::text) from outbox where aggregateid = ?")
                        .param(key.toString())
                        .query((row, _) -> row.getLong(1))
                        .single())
                .isOne();
    }

    @Test
    void F7_whatFindsNoRoomIsDroppedAndCounted() {
        var small = new Asides(outbox, new TransactionTemplate(transactions), meters, 2);

        assertThat(IntStream.range(0, 5).filter(_ -> small.say(Parlour.confirm(key))))
                .hasSize(2);

        assertThat(meters.counter("tradewind.messaging.asides.dropped").count()).isEqualTo(3);
    }

    @Test
    void whoStopsSaysWhatIsLeft() {
        asides.say(Parlour.confirm(key));

        asides.stop();
        asides.start();

        assertThat(kafka.awaitRecords("inventory.commands", key.toString(), 1)).hasSize(1);
    }
}
