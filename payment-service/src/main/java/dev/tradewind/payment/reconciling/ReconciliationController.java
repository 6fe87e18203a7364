package dev.tradewind.payment.reconciling;

import dev.tradewind.contracts.Money;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import dev.tradewind.web.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows operators the reports, newest first, and what each found.
@RestController
@RequestMapping("/api/ops/payments/reconciliations")
class ReconciliationController {

    record Reconciliation(
            UUID id,
            String provider,
            LocalDate day,
            String status,
            int tries,
            long charges,
            long refunds,
            long differences,
            @Nullable String failure,
            Instant startedAt,
            @Nullable Instant finishedAt) {}

    /// @param ours what we have written down; null when nothing
    /// @param theirs what the provider has; null when nothing
    record Difference(
            long number,
            String kind,
            String subject,
            @Nullable String reference,
            @Nullable UUID paymentId,
            @Nullable UUID orderId,
            @Nullable UUID organizationId,
            @Nullable Money ours,
            @Nullable Money theirs) {}

    private final JdbcClient jdbc;

    ReconciliationController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    Page<Reconciliation> list(PageRequest page) {
        var rows = jdbc.sql("""
                select * from reconciliation where :after::uuid is null or id < :after::uuid
                order by id desc limit :rows
                """)
                .param("after", page.after() == null ? null : page.afterId(), Types.OTHER)
                .param("rows", page.rows())
                .query((row, _) -> new Reconciliation(
                        row.getObject("id", UUID.class),
                        row.getString("provider"),
                        row.getObject("day", LocalDate.class),
                        row.getString("status"),
                        row.getInt("tries"),
                        row.getLong("charges"),
                        row.getLong("refunds"),
                        row.getLong("differences"),
                        row.getString("failure"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        time(row.getObject("finished_at", OffsetDateTime.class))))
                .list();
        return Page.of(page, rows, it -> Cursor.after(it.id()));
    }

    @GetMapping("/{id}/differences")
    Page<Difference> differences(@PathVariable UUID id, PageRequest page) {
        var isKnown = jdbc.sql("select exists (select 1 from reconciliation where id = :id)")
                .param("id", id)
                .query((row, _) -> row.getBoolean(1))
                .single();
        if (!isKnown) {
            throw new ReconciliationNotFound();
        }
        var rows = jdbc.sql("""
                select * from reconciliation_difference where reconciliation_id = :id and number > :after
                order by number limit :rows
                """)
                .param("id", id)
                .param("after", page.after() == null ? 0 : page.after().number(0))
                .param("rows", page.rows())
                .query(ReconciliationController::difference)
                .list();
        return Page.of(page, rows, it -> Cursor.after(it.number()));
    }

    private static Difference difference(ResultSet row, int number) throws SQLException {
        return new Difference(
                row.getLong("number"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("reference"),
                row.getObject("payment_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                money(row, "ours"),
                money(row, "theirs"));
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        var amount = row.getLong(column);
        return row.wasNull() ? null : new Money(amount, row.getString("currency"));
    }

    private static @Nullable Instant time(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static final class ReconciliationNotFound extends Refusal {

        private static final long serialVersionUID = 1L;

        ReconciliationNotFound() {
            super(Kind.NOT_FOUND, "reconciliation-not-found", "There is no such report.");
        }
    }
}
