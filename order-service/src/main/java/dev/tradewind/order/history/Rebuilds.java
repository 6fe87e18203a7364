package dev.tradewind.order.history;

import dev.tradewind.messaging.Ids;
import dev.tradewind.order.history.Rebuild.Status;
import dev.tradewind.order.persistence.Times;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far rebuilds have come, for whoever asks any instance.
@Repository
class Rebuilds {

    /// Who has not told anything for so long is dead.
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final String DIED = "whoever did it died";

    private final JdbcClient jdbc;
    private final Clock clock;

    Rebuilds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Empty when somebody is at it.
    Optional<UUID> begin(String projection, UUID actor) {
        var now = clock.instant();
        jdbc.sql("""
            update projection_rebuilds set status = 'FAILED', failure = :died, ended_at = :now
            where projection = :projection and status = 'RUNNING' and told_at < :silent
            """)
                .param("projection", projection)
                .param("died", DIED)
                .param("now", Times.column(now))
                .param("silent", Times.column(now.minus(SILENCE)))
                .update();
        return jdbc.sql("""
            insert into projection_rebuilds (id, projection, status, actor, events, rows, begun_at, told_at)
            values (:id, :projection, 'RUNNING', :actor, 0, 0, :now, :now)
            on conflict do nothing
            returning id
            """)
                .param("id", Ids.next())
                .param("projection", projection)
                .param("actor", actor)
                .param("now", Times.column(now))
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }

    /// Whether to go on: not when another took over meanwhile.
    boolean tell(UUID id, long events, long rows) {
        return jdbc.sql("""
            update projection_rebuilds set events = :events, rows = :rows, told_at = :now
            where id = :id and status = 'RUNNING'
            """)
                        .param("id", id)
                        .param("events", events)
                        .param("rows", rows)
                        .param("now", Times.column(clock.instant()))
                        .update()
                == 1;
    }

    /// That it goes on. Whether it is to: the row stays locked until the caller's transaction ends.
    boolean tell(UUID id) {
        return jdbc.sql("update projection_rebuilds set told_at = :now where id = :id and status = 'RUNNING'")
                        .param("id", id)
                        .param("now", Times.column(clock.instant()))
                        .update()
                == 1;
    }

    void end(UUID id, Status status, @Nullable Long differences, List<UUID> offenders, @Nullable String failure) {
        jdbc.sql("""
            update projection_rebuilds
            set status = :status, differences = :differences, offenders = :offenders::uuid[], failure = :failure,
                told_at = :now, ended_at = :now
            where id = :id and status = 'RUNNING'
            """)
                .param("id", id)
                .param("status", status.name())
                .param("differences", differences, Types.BIGINT)
                .param("offenders", offenders.stream().map(UUID::toString).toArray(String[]::new))
                .param("failure", failure, Types.VARCHAR)
                .param("now", Times.column(clock.instant()))
                .update();
    }

    Optional<Rebuild> newest(String projection) {
        return jdbc.sql("""
            select * from projection_rebuilds where projection = :projection order by begun_at desc limit 1
            """)
                .param("projection", projection)
                .query((row, _) -> rebuild(row))
                .optional();
    }

    private Rebuild rebuild(ResultSet row) throws SQLException {
        var begun = Times.required(row, "begun_at");
        var told = Times.required(row, "told_at");
        var status = Status.valueOf(row.getString("status"));
        // Nobody is left to write that down.
        var isDead = status == Status.RUNNING && told.isBefore(clock.instant().minus(SILENCE));
        var ended = isDead ? told : Times.of(row, "ended_at");
        var events = row.getLong("events");
        return new Rebuild(
                row.getObject("id", UUID.class),
                row.getString("projection"),
                isDead ? Status.FAILED : status,
                row.getObject("actor", UUID.class),
                events,
                row.getLong("rows"),
                row.getObject("differences", Long.class),
                ids(row.getArray("offenders")),
                isDead ? DIED : row.getString("failure"),
                begun,
                ended,
                rate(events, begun, Objects.requireNonNullElse(ended, clock.instant())));
    }

    private static long rate(long events, Instant from, Instant to) {
        return events * 1000 / Math.max(1, Duration.between(from, to).toMillis());
    }

    private static List<UUID> ids(@Nullable Array ids) throws SQLException {
        return ids == null ? List.of() : List.of((UUID[]) ids.getArray());
    }
}
