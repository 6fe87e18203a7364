package dev.tradewind.payment.webhooks;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets calls that are older than any signature is believed and any provider repeats, a bounded number at a
/// time until none is left. What even that does not reach waits for the next time, so that it ends.
@Component
class OldWebhooks {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 5_000;
    private static final int MOST_ROUNDS = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    OldWebhooks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void forget() {
        var before = clock.instant().minus(KEPT).atOffset(UTC);
        int forgotten;
        var rounds = 0;
        do {
            forgotten = jdbc.sql("""
                    delete from webhook where ctid = any (array(
                        select ctid from webhook where received_at < :before limit :limit))
                    """)
                    .param("before", before)
                    .param("limit", AT_ONCE)
                    .update();
            rounds++;
        } while (forgotten == AT_ONCE && rounds < MOST_ROUNDS);
    }
}
