package dev.tradewind.order.fulfilment;

import dev.tradewind.contracts.Message;
import dev.tradewind.order.fulfilment.Progress.Doing;
import dev.tradewind.order.fulfilment.Progress.Done;
import dev.tradewind.order.fulfilment.Progress.Stuck;
import dev.tradewind.order.fulfilment.Progress.Undoing;
import dev.tradewind.order.fulfilment.Progress.Undone;
import dev.tradewind.order.persistence.Orders;
import dev.tradewind.order.persistence.Rows;
import dev.tradewind.order.persistence.Times;
import dev.tradewind.order.persistence.WireNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where every saga stands, and every step it took.
@Repository
class FulfilmentLog {

    /// A step of a saga: what it heard, where that led, what it said.
    ///
    /// @param heard a wire name, or what else happened
    record Step(
            UUID orderId,
            int number,
            String heard,
            Object payload,
            Progress progress,
            @Nullable Message said) {}

    private static final String SAGAS = """
        select o.*, s.progress, s.step, s.tries, s.stuck, s.data, s.steps
        from sagas s join orders o on o.id = s.order_id
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Patience patience;

    FulfilmentLog(JdbcClient jdbc, JsonMapper json, Patience patience) {
        this.jdbc = jdbc;
        this.json = json;
        this.patience = patience;
    }

    /// Locks in the order of ids, so that two who lock never wait for each other.
    List<Entry> lock(Collection<UUID> orderIds) {
        return jdbc.sql(SAGAS + """
            where s.order_id = any (:ids::uuid[])
            order by s.order_id
            for update
            """)
                .param("ids", orderIds.stream().distinct().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> entry(row))
                .list();
    }

    /// When the youngest of the overdue sagas asked its question; empty when none is overdue.
    Optional<Instant> youngestOverdue(Instant asOf) {
        return jdbc.sql("""
            select max(since) as since from sagas where progress in ('DOING', 'UNDOING') and deadline < :asOf
            having count(*) > 0
            """)
                .param("asOf", Times.column(asOf))
                .query((row, _) -> Times.required(row, "since"))
                .optional();
    }

    /// Locks open sagas whose deadline has passed, those waiting longest first. Whoever holds one is moving it.
    List<Entry> lockOverdue(Instant asOf, int limit) {
        return jdbc.sql(SAGAS + """
            where s.progress in ('DOING', 'UNDOING') and s.deadline < :asOf
            order by s.deadline
            limit :limit
            for update skip locked
            """)
                .param("asOf", Times.column(asOf))
                .param("limit", limit)
                .query((row, _) -> entry(row))
                .list();
    }

    void begin(List<Entry> entries, List<Step> steps, Instant now) {
        insert(new Rows<>(entries), now);
        append(new Rows<>(steps), now);
    }

    private void insert(Rows<Entry> rows, Instant now) {
        jdbc.sql("""
            insert into sagas (order_id, progress, step, tries, stuck, deadline, data, steps, begun_at, since)
            select c.*, :now, :now
            from unnest(:ids::uuid[], :progresses::text[], :names::text[], :tries::bigint[], :stuck::text[],
                        :deadlines::timestamptz[], :data::jsonb[], :steps::bigint[]) as c
            """).param("now", Times.column(now)).params(columns(rows, now)).update();
    }

    void write(List<Entry> entries, List<Step> steps, Instant now) {
        if (entries.isEmpty()) {
            return;
        }
        update(new Rows<>(entries), now);
        append(new Rows<>(steps), now);
    }

    private void update(Rows<Entry> rows, Instant now) {
        jdbc.sql("""
            update sagas s
            set progress = c.progress, step = c.step, tries = c.tries, stuck = c.stuck, deadline = c.deadline,
                data = c.data, steps = c.steps, since = :now
            from unnest(:ids::uuid[], :progresses::text[], :names::text[], :tries::bigint[], :stuck::text[],
                        :deadlines::timestamptz[], :data::jsonb[], :steps::bigint[])
                as c (id, progress, step, tries, stuck, deadline, data, steps)
            where s.order_id = c.id
            """).param("now", Times.column(now)).params(columns(rows, now)).update();
    }

    private Map<String, Object> columns(Rows<Entry> rows, Instant now) {
        return Map.of(
                "ids", rows.texts(it -> it.order().id()),
                "progresses", rows.texts(it -> word(it.progress())),
                "names", rows.texts(it -> step(it.progress())),
                "tries", rows.numbers(it -> (long) tries(it.progress())),
                "stuck", rows.texts(it -> stuck(it.progress())),
                "deadlines", rows.texts(it -> deadline(it.progress(), now)),
                "data", rows.texts(it -> json.writeValueAsString(it.purchase())),
                "steps", rows.numbers(it -> (long) it.steps()));
    }

    private void append(Rows<Step> rows, Instant now) {
        jdbc.sql("""
            insert into saga_steps (order_id, number, heard, payload, progress, step, said, command, at)
            select id, number, heard, payload, progress, step, said, command, :now
            from unnest(:ids::uuid[], :numbers::bigint[], :heard::text[], :payloads::jsonb[],
                        :progresses::text[], :names::text[], :said::text[], :commands::jsonb[])
                as c (id, number, heard, payload, progress, step, said, command)
            """)
                .param("now", Times.column(now))
                .param("ids", rows.texts(Step::orderId))
                .param("numbers", rows.numbers(it -> (long) it.number()))
                .param("heard", rows.texts(Step::heard))
                .param("payloads", rows.texts(it -> payload(it.payload())))
                .param("progresses", rows.texts(it -> word(it.progress())))
                .param("names", rows.texts(it -> step(it.progress())))
                .param("said", rows.texts(FulfilmentLog::said))
                .param("commands", rows.texts(this::command))
                .update();
    }

    private Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                Orders.order(row),
                progress(row),
                json.readValue(row.getString("data"), Purchase.class),
                row.getInt("steps"));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        var where = switch (row.getString("progress")) {
            case "DOING" -> new Doing(row.getString("step"), row.getInt("tries"));
            case "UNDOING" -> new Undoing(row.getString("step"), row.getInt("tries"));
            case "DONE" -> new Done();
            case "UNDONE" -> new Undone();
            case String unknown -> throw new IllegalStateException("Unknown progress: " + unknown);
        };
        var why = row.getString("stuck");
        return why == null ? where : new Stuck(where, why);
    }

    private static String word(Progress progress) {
        return switch (progress) {
            case Doing _ -> "DOING";
            case Undoing _ -> "UNDOING";
            case Done _ -> "DONE";
            case Undone _ -> "UNDONE";
            case Stuck(var where, var _) -> word(where);
        };
    }

    private static @Nullable String step(Progress progress) {
        return switch (progress) {
            case Doing(var step, var _) -> step;
            case Undoing(var step, var _) -> step;
            case Done _, Undone _ -> null;
            case Stuck(var where, var _) -> step(where);
        };
    }

    private static int tries(Progress progress) {
        return switch (progress) {
            case Doing(var _, var tries) -> tries;
            case Undoing(var _, var tries) -> tries;
            case Done _, Undone _ -> 0;
            case Stuck(var where, var _) -> tries(where);
        };
    }

    private static @Nullable String stuck(Progress progress) {
        return progress instanceof Stuck(var _, var why) ? why : null;
    }

    private @Nullable Instant deadline(Progress progress, Instant now) {
        return patience.with(progress).map(now::plus).orElse(null);
    }

    private static @Nullable String said(Step step) {
        return step.said() == null ? null : WireNames.of(step.said());
    }

    private @Nullable String command(Step step) {
        return step.said() == null ? null : payload(step.said());
    }

    /// Operators read this, so what is confidential is left out.
    private String payload(Object payload) {
        var tree = json.<ObjectNode>valueToTree(payload);
        return payload instanceof Message message
                ? tree.without(Message.confidential(message.getClass())).toString()
                : tree.toString();
    }
}
