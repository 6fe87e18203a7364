package dev.tradewind.search.reindexing;

import dev.tradewind.messaging.Ids;
import dev.tradewind.search.reindexing.Reindexing.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of reindexings. Of all instances one holds the running one, until it falls silent for [#LEASE].
@Repository
class Reindexings {

    static final Duration LEASE = Duration.ofSeconds(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    Reindexings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The running one, as its holder needs it.
    record Held(UUID id, @Nullable String index, UUID position, boolean isOverdue) {}

    /// @return empty when one is running already
    Optional<UUID> begin(UUID actor, String reason, Duration patience) {
        return jdbc.sql("""
                        insert into reindexings (id, state, total, actor, reason, started_at, deadline)
                        select :id, 'RUNNING', count(*), :actor, :reason, :now::timestamptz, :deadline::timestamptz
                        from listings where product is not null
                        on conflict do nothing
                        returning id
                        """)
                .param("id", Ids.next())
                .param("actor", actor)
                .param("reason", reason)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("deadline", clock.instant().plus(patience).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    Optional<Reindexing> newest() {
        return jdbc.sql("select * from reindexings order by started_at desc, id desc limit 1")
                .query((row, _) -> reindexing(row))
                .optional();
    }

    boolean isRunningOrJustOver(Duration ago) {
        return jdbc.sql(
                        "select exists (select from reindexings where state = 'RUNNING' or finished_at > :then::timestamptz)")
                .param("then", clock.instant().minus(ago).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    boolean isJustOver(Duration ago) {
        return jdbc.sql("select exists (select from reindexings where finished_at > :then::timestamptz)")
                .param("then", clock.instant().minus(ago).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /// Takes or keeps the running one. The lease is counted by the database, which has one clock for all.
    Optional<Held> hold(UUID holder) {
        return jdbc.sql("""
                        update reindexings
                        set holder = :holder, held_until = clock_timestamp() + :lease * interval '1 millisecond'
                        where state = 'RUNNING' and (holder = :holder or held_until < clock_timestamp())
                        returning id, index_name, position, deadline < :now::timestamptz and not swapping as overdue
                        """)
                .param("holder", holder)
                .param("lease", LEASE.toMillis())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Held(
                        row.getObject("id", UUID.class),
                        row.getString("index_name"),
                        row.getObject("position", UUID.class),
                        row.getBoolean("overdue")))
                .optional();
    }

    /// @return false when somebody else holds it by now, or it has ended
    boolean made(UUID id, UUID holder, String index) {
        return update(id, holder, jdbc.sql("""
                update reindexings set index_name = :index
                where id = :id and holder = :holder and state = 'RUNNING' and index_name is null
                """).param("index", index));
    }

    /// @return false when somebody else holds it by now, or it has ended
    boolean copied(UUID id, UUID holder, UUID position, int products) {
        return update(id, holder, jdbc.sql("""
                update reindexings set position = :position, copied = copied + :products
                where id = :id and holder = :holder and state = 'RUNNING'
                """).param("position", position).param("products", products));
    }

    /// @return false when somebody else holds it by now, or it has ended
    boolean swapping(UUID id, UUID holder) {
        return update(id, holder, jdbc.sql("""
                update reindexings set swapping = true where id = :id and holder = :holder and state = 'RUNNING'
                """));
    }

    private static boolean update(UUID id, UUID holder, JdbcClient.StatementSpec change) {
        return change.param("id", id).param("holder", holder).update() == 1;
    }

    /// @return whether it was running
    boolean end(UUID id, State state, @Nullable String problem) {
        return jdbc.sql("""
                        update reindexings set state = :state, problem = :problem, finished_at = :now::timestamptz
                        where id = :id and state = 'RUNNING'
                        """)
                        .param("id", id)
                        .param("state", state.name())
                        .param("problem", problem)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// @return the one that was running; empty when none was, or it cannot be stopped any more
    Optional<UUID> abort() {
        return jdbc.sql("""
                        update reindexings set state = 'ABORTED', finished_at = :now::timestamptz
                        where state = 'RUNNING' and not swapping
                        returning id
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    /// So that another instance need not wait until the lease is over.
    void letGo(UUID holder) {
        jdbc.sql("update reindexings set held_until = '-infinity' where holder = :holder and state = 'RUNNING'")
                .param("holder", holder)
                .update();
    }

    private static Reindexing reindexing(ResultSet row) throws SQLException {
        var finishedAt = row.getTimestamp("finished_at");
        return new Reindexing(
                row.getObject("id", UUID.class),
                State.valueOf(row.getString("state")),
                row.getString("index_name"),
                row.getLong("copied"),
                row.getLong("total"),
                row.getObject("actor", UUID.class),
                row.getString("reason"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("deadline").toInstant(),
                finishedAt == null ? null : finishedAt.toInstant(),
                row.getString("problem"));
    }
}
