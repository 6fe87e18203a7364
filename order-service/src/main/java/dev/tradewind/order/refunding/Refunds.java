package dev.tradewind.order.refunding;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import dev.tradewind.order.persistence.Times;
import dev.tradewind.order.refunding.Refund.Kind;
import dev.tradewind.order.refunding.Refund.Status;
import dev.tradewind.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The refunds in their table. Who writes holds the row of their order.
@Repository
class Refunds {

    static final int MAX_TRIES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JdbcClient jdbc;

    Refunds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is given back or asked for.
    long agreed(UUID orderId) {
        return sum(orderId, "kind = 'AGREED' and status <> 'FAILED'");
    }

    /// What has left.
    long settled(UUID orderId) {
        return sum(orderId, "kind = 'AGREED' and status = 'REFUNDED'");
    }

    private long sum(UUID orderId, String which) {
        return jdbc.sql("select coalesce(sum(amount), 0) from refunds where order_id = :order and " + which)
                .param("order", orderId)
                .query(Long.class)
                .single();
    }

    void add(Refund it) {
        jdbc.sql("""
            insert into refunds (id, order_id, kind, amount, currency, reason, actor, status, failure, requested_at,
                                 settled_at, tries, ask_at)
            values (:id, :order, :kind, :amount, :currency, :reason, :actor, :status, :failure, :requestedAt,
                    :settledAt, 1, :askAt)
            """)
                .param("id", it.id())
                .param("order", it.orderId())
                .param("kind", it.kind().name())
                .param("amount", it.amount().amount())
                .param("currency", it.amount().currency())
                .param("reason", it.reason(), java.sql.Types.VARCHAR)
                .param("actor", it.actor())
                .param("status", it.status().name())
                .param("failure", it.failure(), java.sql.Types.VARCHAR)
                .param("requestedAt", Times.column(it.requestedAt()))
                .param("settledAt", Times.column(it.settledAt()))
                .param(
                        "askAt",
                        Times.column(
                                it.status() == Status.REQUESTED
                                        ? it.requestedAt().plus(PATIENCE)
                                        : null))
                .update();
    }

    Optional<Refund> find(UUID id) {
        return jdbc.sql("select * from refunds where id = :id")
                .param("id", id)
                .query((row, _) -> refund(row))
                .optional();
    }

    /// Whoever asks by hand begins to count anew.
    void askedByHand(UUID id, Instant now) {
        jdbc.sql("update refunds set tries = 1, ask_at = :askAt where id = :id and status = 'REQUESTED'")
                .param("id", id)
                .param("askAt", Times.column(now.plus(PATIENCE)))
                .update();
    }

    void retriedAs(UUID id, UUID next) {
        jdbc.sql("update refunds set retried_as = :next where id = :id")
                .param("id", id)
                .param("next", next)
                .update();
    }

    /// Empty when it was settled before. `amount` is what went back in the end; nothing is no refund.
    Optional<Refund> settle(UUID id, long amount, @Nullable String failure, Instant now) {
        return jdbc.sql("""
            update refunds
            set status = case when :amount > 0 then 'REFUNDED' else 'FAILED' end,
                amount = case when :amount > 0 then :amount else amount end,
                failure = :failure, settled_at = :now, ask_at = null
            where id = :id and status = 'REQUESTED'
            returning *
            """)
                .param("id", id)
                .param("amount", amount)
                .param("failure", failure, java.sql.Types.VARCHAR)
                .param("now", Times.column(now))
                .query((row, _) -> refund(row))
                .optional();
    }

    List<Refund> of(UUID orderId, PageRequest page) {
        var after = page.after();
        return jdbc.sql("""
            select * from refunds
            where order_id = :order
              and (:since::timestamptz is null or (requested_at, id) > (:since, :id::uuid))
            order by requested_at, id
            limit :rows
            """)
                .param("order", orderId)
                .param("since", after == null ? null : Times.column(after.instant(0)))
                .param("id", after == null ? null : after.uuid(1).toString())
                .param("rows", page.rows())
                .query((row, _) -> refund(row))
                .list();
    }

    /// What nobody has answered for too long, to be asked again; the last time it is left to a person.
    List<RefundPayment> unanswered(Instant now, int limit) {
        return jdbc.sql("""
            update refunds r
            set tries = r.tries + 1,
                ask_at = case when r.tries + 1 < :most then :now + :patience * interval '1 second' * (1 << r.tries) end
            from (select id from refunds where ask_at < :now order by ask_at limit :limit for update skip locked) due,
                 orders o
            where r.id = due.id and o.id = r.order_id
            returning r.id, r.order_id, r.kind, o.organization_id, r.amount, r.currency
            """)
                .param("now", Times.column(now))
                .param("most", MAX_TRIES)
                .param("patience", PATIENCE.toSeconds())
                .param("limit", limit)
                .query((row, _) -> new RefundPayment(
                        row.getObject("order_id", UUID.class),
                        row.getObject("organization_id", UUID.class),
                        row.getObject("id", UUID.class),
                        new Money(row.getLong("amount"), row.getString("currency")),
                        Kind.valueOf(row.getString("kind")).reason()))
                .list();
    }

    private static Refund refund(ResultSet row) throws SQLException {
        return new Refund(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                new Money(row.getLong("amount"), row.getString("currency")),
                Status.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getObject("actor", UUID.class),
                row.getString("failure"),
                Times.required(row, "requested_at"),
                Times.of(row, "settled_at"),
                row.getObject("retried_as", UUID.class));
    }
}
