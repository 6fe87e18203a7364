package dev.tradewind.notification.updates;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Keeps the logs short: whoever was away longer loads the page anew, which is cheaper than reading it all.
///
/// A log that somebody is just appending to is left for the next time, so appending never waits for it.
@Component
class Forgetting {

    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
    private static final int LOGS_AT_ONCE = 200;
    private static final int ROWS_AT_ONCE = 5_000;
    private static final int MOST_ROUNDS = 50;
    private static final Duration ORDERS_KEPT_FOR = Duration.ofDays(400);

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final int rows;
    private final Duration age;

    Forgetting(
            JdbcClient jdbc,
            TransactionOperations transaction,
            Clock clock,
            @Value("${tradewind.updates.kept-rows:10000}") int rows,
            @Value("${tradewind.updates.kept-for:2d}") Duration age) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.rows = rows;
        this.age = age;
    }

    @Scheduled(fixedDelayString = "${tradewind.updates.forgetting:60s}")
    void forget() {
        var now = clock.instant();
        var done = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var forgotten = tooMany() + tooOld(now.minus(age));
            done += forgotten;
            if (forgotten == 0) {
                break;
            }
        }
        orders(now.minus(ORDERS_KEPT_FOR));
        if (done > 0) {
            log.atDebug().addKeyValue("logs", done).log("Forgot old updates");
        }
    }

    private int tooMany() {
        return trim("""
                select name, last - :rows as through
                from update_log
                where last - trimmed > :rows
                limit :logs
                for update skip locked
                """, Instant.EPOCH);
    }

    private int tooOld(Instant before) {
        return trim("""
                select name, through
                from (
                    select name from update_log
                    where name in (
                        select log
                        from (select log from update_entry where told_at < :before order by told_at limit :old) as old)
                    limit :logs
                    for update skip locked) as due
                cross join lateral (
                    select max(number) as through from update_entry
                    where update_entry.log = due.name and update_entry.told_at < :before) as age
                """, before);
    }

    private int trim(String due, Instant before) {
        Integer trimmed = transaction.execute(_ -> jdbc.sql("with due as (" + due + """
                ), gone as (
                    delete from update_entry using due
                    where update_entry.log = due.name and update_entry.number <= due.through)
                update update_log set trimmed = greatest(trimmed, due.through)
                from due
                where update_log.name = due.name
                """)
                .param("rows", rows)
                .param("logs", LOGS_AT_ONCE)
                .param("old", ROWS_AT_ONCE)
                .param("before", before.atOffset(UTC))
                .update());
        return trimmed == null ? 0 : trimmed;
    }

    private void orders(Instant before) {
        jdbc.sql("""
                delete from told_order where order_id in (
                    select order_id from told_order where told_at < :before order by told_at limit :rows)
                """)
                .param("before", before.atOffset(UTC))
                .param("rows", ROWS_AT_ONCE)
                .update();
    }
}
