package dev.tradewind.order.operations;

import dev.tradewind.order.persistence.Times;
import dev.tradewind.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sagas as the operator reads them.
@Repository
class Sagas {

    enum Status {
        RUNNING,
        COMPENSATING,
        STUCK,
        COMPLETED,
        COMPENSATED
    }

    /// @param why what a person has to look at; null unless it is stuck
    /// @param since when it took its last step
    record Saga(
            UUID orderId,
            String orderNumber,
            UUID organizationId,
            Status status,
            @Nullable String step,
            int tries,
            @Nullable String why,
            @Nullable Instant deadline,
            Instant begunAt,
            Instant since) {}

    /// @param heard what the saga was told, and `payload` its content
    /// @param said what it asked for then, and `command` its content
    record Step(
            int number,
            String heard,
            JsonNode payload,
            String progress,
            @Nullable String step,
            @Nullable String said,
            @Nullable JsonNode command,
            Instant at) {}

    private static final String SAGAS = """
        select s.order_id, s.step, s.tries, s.stuck, s.deadline, s.begun_at, s.since, o.order_number,
               o.organization_id,
               case when s.stuck is not null then 'STUCK'
                    else (array['RUNNING', 'COMPENSATING', 'COMPLETED', 'COMPENSATED'])
                         [array_position(array['DOING', 'UNDOING', 'DONE', 'UNDONE'], s.progress)] end as status
        from sagas s join orders o on o.id = s.order_id
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Sagas(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Those that have waited longest first.
    List<Saga> list(@Nullable Status status, @Nullable Instant before, PageRequest page) {
        var after = page.after();
        return jdbc.sql("select * from (" + SAGAS + """
            ) s
            where (:status::text is null or status = :status)
              and (:before::timestamptz is null or since < :before)
              and (:since::timestamptz is null or (since, order_id) > (:since, :orderId::uuid))
            order by since, order_id
            limit :rows
            """)
                .param("status", status == null ? null : status.name())
                .param("before", Times.column(before))
                .param("since", after == null ? null : Times.column(after.instant(0)))
                .param("orderId", after == null ? null : after.uuid(1).toString())
                .param("rows", page.rows())
                .query((row, _) -> saga(row))
                .list();
    }

    Optional<Saga> find(UUID orderId) {
        return jdbc.sql(SAGAS + "where s.order_id = :id")
                .param("id", orderId)
                .query((row, _) -> saga(row))
                .optional();
    }

    List<Step> steps(UUID orderId) {
        return jdbc.sql("select * from saga_steps where order_id = :id order by number")
                .param("id", orderId)
                .query((row, _) -> step(row))
                .list();
    }

    private Step step(ResultSet row) throws SQLException {
        var command = row.getString("command");
        return new Step(
                row.getInt("number"),
                row.getString("heard"),
                json.readTree(row.getString("payload")),
                row.getString("progress"),
                row.getString("step"),
                row.getString("said"),
                command == null ? null : json.readTree(command),
                Times.required(row, "at"));
    }

    private static Saga saga(ResultSet row) throws SQLException {
        return new Saga(
                row.getObject("order_id", UUID.class),
                row.getString("order_number"),
                row.getObject("organization_id", UUID.class),
                Status.valueOf(row.getString("status")),
                row.getString("step"),
                row.getInt("tries"),
                row.getString("stuck"),
                Times.of(row, "deadline"),
                Times.required(row, "begun_at"),
                Times.required(row, "since"));
    }
}
