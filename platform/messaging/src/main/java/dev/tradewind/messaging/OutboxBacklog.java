package dev.tradewind.messaging;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the outbox holds that Kafka has not acknowledged yet.
class OutboxBacklog {

    private final JdbcClient jdbc;

    OutboxBacklog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Positions are drawn when the time is taken, so the oldest rows stand at the lowest positions; a few are
    /// compared because neighbours may have swapped.
    Optional<Instant> oldest() {
        return jdbc.sql("""
                with mark as (select sent_through, unsettled from relay_mark order by number desc limit 1)
                select min(occurred_at) from (
                    (select occurred_at from outbox
                     where position > coalesce((select sent_through from mark), 0) order by position limit 100)
                    union all
                    (select occurred_at from outbox where position = any (select unnest(unsettled) from mark))
                ) as unsent
                """)
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(it -> it.toInstant()))
                .single();
    }

    /// How many wait, counted up to a million.
    long count() {
        return jdbc.sql("""
                with mark as (select sent_through, unsettled from relay_mark order by number desc limit 1)
                select (select count(*) from (select from outbox
                            where position > coalesce((select sent_through from mark), 0) limit 1000000) as above)
                     + (select count(*) from outbox where position = any (select unnest(unsettled) from mark))
                """).query((row, _) -> row.getLong(1)).single();
    }
}
