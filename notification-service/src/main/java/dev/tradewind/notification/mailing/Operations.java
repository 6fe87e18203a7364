package dev.tradewind.notification.mailing;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.messaging.Ids;
import dev.tradewind.web.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What an operator may do about mails. Every decision is kept with who made it, when, and why.
@Repository
class Operations {

    private static final String COLUMNS = """
            id, kind, status, tries, problem, provider_id, account_id, organization_id, order_id, created_at, due_at""";

    private final JdbcClient jdbc;
    private final Clock clock;

    enum Status {
        PENDING,
        FAILED,
        DELIVERED,
        DEAD,
        DROPPED
    }

    record Shown(
            UUID id,
            String kind,
            Status status,
            int tries,
            @Nullable String problem,
            @Nullable String providerId,
            UUID accountId,
            UUID organizationId,
            @Nullable UUID orderId,
            Instant createdAt,
            Instant dueAt) {

        static Shown read(ResultSet row, int number) throws SQLException {
            return new Shown(
                    row.getObject("id", UUID.class),
                    row.getString("kind"),
                    Status.valueOf(row.getString("status")),
                    row.getInt("tries"),
                    row.getString("problem"),
                    row.getString("provider_id"),
                    row.getObject("account_id", UUID.class),
                    row.getObject("organization_id", UUID.class),
                    row.getObject("order_id", UUID.class),
                    row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("due_at").toInstant());
        }
    }

    Operations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Shown> list(Status status, UUID after, int rows) {
        return jdbc.sql("select " + COLUMNS + """
                 from delivery_log
                where channel = 'EMAIL' and status = :status and id > :after order by id limit :rows
                """)
                .param("status", status.name())
                .param("after", after)
                .param("rows", rows)
                .query(Shown::read)
                .list();
    }

    @Transactional
    Shown redeliver(UUID id, UUID operator, String reason) {
        var now = clock.instant().atOffset(UTC);
        var sent = jdbc.sql("""
                update delivery_log set
                    status = 'PENDING', tries = 0, due_at = :now, settled_at = null, lease = null
                where id = :id and channel = 'EMAIL' and status = 'DEAD'
                """).param("now", now).param("id", id).update();
        var shown = find(id).orElseThrow(DeliveryNotFound::new);
        if (sent == 0) {
            throw new NotDead(shown.status());
        }
        jdbc.sql("""
                insert into operator_actions (id, actor, action, subject, reason, acted_at)
                values (:id, :actor, 'redeliver', :subject, :reason, :now)
                """)
                .param("id", Ids.next())
                .param("actor", operator)
                .param("subject", "mail " + id)
                .param("reason", reason)
                .param("now", now)
                .update();
        return shown;
    }

    private Optional<Shown> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from delivery_log where channel = 'EMAIL' and id = :id")
                .param("id", id)
                .query(Shown::read)
                .optional();
    }

    private static final class DeliveryNotFound extends Refusal {

        private static final long serialVersionUID = 1L;

        DeliveryNotFound() {
            super(Kind.NOT_FOUND, "delivery-not-found", "There is no such mail.");
        }
    }

    private static final class NotDead extends Refusal {

        private static final long serialVersionUID = 1L;

        NotDead(Status status) {
            super(Kind.CONFLICT, "delivery-not-dead", "Only what was given up is sent again; it is " + status + ".");
        }
    }
}
