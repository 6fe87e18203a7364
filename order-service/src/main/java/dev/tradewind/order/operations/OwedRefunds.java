package dev.tradewind.order.operations;

import dev.tradewind.contracts.Money;
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

/// Money that customers wait for, as the operator reads it. What staff agreed on and was refused is not there: staff
/// refunds it again, or not.
@Repository
class OwedRefunds {

    enum Status {
        /// Asked for, and asked for again by ourselves.
        WAITING,
        /// Asked for often enough: a person has to look.
        UNANSWERED,
        /// The payment side said no, or gave only a part; this is the rest.
        REFUSED
    }

    /// @param failure why it was refused, as the payment side says
    /// @param askAt when it is asked for again; null unless it is WAITING
    record Owed(
            UUID id,
            UUID orderId,
            String orderNumber,
            UUID organizationId,
            String kind,
            Money amount,
            Status status,
            int tries,
            @Nullable String failure,
            @Nullable Instant askAt,
            Instant requestedAt) {}

    private static final String OWED = """
        select r.*, o.order_number, o.organization_id,
               case when r.status = 'FAILED' then 'REFUSED' when r.ask_at is null then 'UNANSWERED' else 'WAITING' end
                   as what
        from refunds r join orders o on o.id = r.order_id
        where (r.status = 'REQUESTED'
               or r.status = 'FAILED' and r.kind = 'DIFFERENCE' and r.retried_as is null and o.status <> 'CANCELLED')
        """;

    private final JdbcClient jdbc;

    OwedRefunds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those that have waited longest first.
    List<Owed> list(@Nullable Status status, PageRequest page) {
        var after = page.after();
        return jdbc.sql("select * from (" + OWED + """
            ) r
            where (:status::text is null or what = :status)
              and (:since::timestamptz is null or (requested_at, id) > (:since, :id::uuid))
            order by requested_at, id
            limit :rows
            """)
                .param("status", status == null ? null : status.name())
                .param("since", after == null ? null : Times.column(after.instant(0)))
                .param("id", after == null ? null : after.uuid(1).toString())
                .param("rows", page.rows())
                .query((row, _) -> owed(row))
                .list();
    }

    Optional<Owed> find(UUID id) {
        return jdbc.sql(OWED + "and r.id = :id")
                .param("id", id)
                .query((row, _) -> owed(row))
                .optional();
    }

    private static Owed owed(ResultSet row) throws SQLException {
        return new Owed(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getString("order_number"),
                row.getObject("organization_id", UUID.class),
                row.getString("kind"),
                new Money(row.getLong("amount"), row.getString("currency")),
                Status.valueOf(row.getString("what")),
                row.getInt("tries"),
                row.getString("failure"),
                Times.of(row, "ask_at"),
                Times.required(row, "requested_at"));
    }
}
