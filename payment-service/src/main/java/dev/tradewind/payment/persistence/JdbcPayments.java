package dev.tradewind.payment.persistence;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.payment.domain.Bill;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.PaymentStatus.Refunded;
import dev.tradewind.payment.domain.PaymentStatus.Refunding;
import dev.tradewind.payment.domain.Payments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class JdbcPayments implements Payments {

    private final JdbcClient jdbc;

    JdbcPayments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Payment> lockOrders(Collection<UUID> orderIds) {
        return jdbc.sql("""
                select payment.*, (select provider_reference from refund where id = void_refund_id) as refund_reference
                from payment where order_id = any(:orders)
                order by order_id
                for update of payment
                """)
                .param("orders", Column.ids(orderIds))
                .query(PaymentRow::read)
                .list();
    }

    @Override
    public List<Payment> lock(Collection<UUID> ids) {
        return jdbc.sql("""
                select payment.*, (select provider_reference from refund where id = void_refund_id) as refund_reference
                from payment where id = any(:ids)
                order by order_id
                for update of payment
                """)
                .param("ids", Column.ids(ids))
                .query(PaymentRow::read)
                .list();
    }

    @Override
    public List<Payment> claim(String provider, Instant now, UUID lease, Instant until, int limit) {
        return jdbc.sql("""
                with due as materialized (
                    select id from payment
                    where next_attempt_at <= :now and provider = :provider
                    order by next_attempt_at
                    limit :limit
                    for update skip locked)
                update payment
                set attempts = attempts + 1, next_attempt_at = :until, lease_owner = :lease, updated_at = :now
                from due where payment.id = due.id
                returning payment.*
                """)
                .param("now", now.atOffset(UTC))
                .param("provider", provider)
                .param("limit", limit)
                .param("until", until.atOffset(UTC))
                .param("lease", lease)
                .query(PaymentRow::read)
                .list();
    }

    @Override
    public long givenUp() {
        return jdbc.sql("""
                select count(*) from payment
                where next_attempt_at is null
                    and (status in ('PENDING', 'UNKNOWN') or status = 'APPROVED' and void_requested)
                """).query((row, _) -> row.getLong(1)).single();
    }

    @Override
    public void add(Collection<Payment> added, Instant at) {
        if (added.isEmpty()) {
            return;
        }
        var rows = added.stream().map(PaymentRow::of).toList();
        state(jdbc.sql("""
                insert into payment (
                    id, order_id, organization_id, customer_id, amount, currency, method, card_token, status,
                    void_requested, provider, provider_reference, decline_reason, captured, refunded, void_refund_id,
                    version, attempts, next_attempt_at, lease_owner, caused_by, traceparent, created_at, updated_at)
                select
                    id, order_id, organization_id, customer_id, amount, currency, method, card_token, status,
                    void_requested, provider, provider_reference, decline_reason, captured, refunded, void_refund_id,
                    version, attempts, next_attempt_at, lease_owner, caused_by, traceparent, :at, :at
                from unnest(
                    :ids, :orders, :organizations, :customers, :amounts, :currencies, :methods, :providers,
                    :tokens, :statuses, :voids, :references, :reasons, :captured, :refunded, :refunds,
                    :versions, :attempts, :due, :leases, :causes, :traces) as added (
                    id, order_id, organization_id, customer_id, amount, currency, method, provider,
                    card_token, status, void_requested, provider_reference, decline_reason, captured, refunded,
                    void_refund_id, version, attempts, next_attempt_at, lease_owner, caused_by, traceparent)
                """), rows)
                .param("orders", Column.uuids(rows, it -> it.payment().orderId()))
                .param("organizations", Column.uuids(rows, it -> it.payment().organizationId()))
                .param("providers", Column.texts(rows, it -> it.payment().provider()))
                .param("customers", Column.uuids(rows, it -> of(it.bill(), Bill::customerId)))
                .param(
                        "amounts",
                        Column.numbers(
                                rows, it -> of(it.bill(), bill -> bill.amount().amount())))
                .param(
                        "currencies",
                        Column.texts(
                                rows, it -> of(it.bill(), bill -> bill.amount().currency())))
                .param("methods", Column.texts(rows, it -> of(it.bill(), Bill::method)))
                .param("at", at.atOffset(UTC))
                .update();
    }

    @Override
    public void update(Collection<Payment> changed, Instant at) {
        if (changed.isEmpty()) {
            return;
        }
        var rows = changed.stream().map(PaymentRow::of).toList();
        var written = state(jdbc.sql("""
                update payment set
                    card_token = changed.card_token, status = changed.status, void_requested = changed.void_requested,
                    provider_reference = changed.provider_reference, decline_reason = changed.decline_reason,
                    captured = changed.captured, refunded = changed.refunded, void_refund_id = changed.void_refund_id,
                    version = changed.version, attempts = changed.attempts,
                    next_attempt_at = changed.next_attempt_at, lease_owner = changed.lease_owner,
                    caused_by = changed.caused_by, traceparent = changed.traceparent, updated_at = :at
                from unnest(
                    :ids, :tokens, :statuses, :voids, :references, :reasons, :captured, :refunded, :refunds,
                    :versions, :attempts, :due, :leases, :causes, :traces) as changed (
                    id, card_token, status, void_requested, provider_reference, decline_reason, captured, refunded,
                    void_refund_id, version, attempts, next_attempt_at, lease_owner, caused_by, traceparent)
                where payment.id = changed.id
                """), rows).param("at", at.atOffset(UTC)).update();
        if (written != rows.size()) {
            throw new IllegalStateException("written: " + written + " (expected: " + rows.size() + " payments)");
        }
        updateRefunds(changed, at);
    }

    private void updateRefunds(Collection<Payment> changed, Instant at) {
        var refunds = new ArrayList<RefundRow>();
        for (var payment : changed) {
            switch (payment.status()) {
                case Refunding(var bill, var _, var id) -> refunds.add(new RefundRow(id, payment.id(), bill, null));
                case Refunded(var bill, var _, var id, var reference) ->
                    refunds.add(new RefundRow(id, payment.id(), bill, reference));
                default -> {}
            }
        }
        if (!refunds.isEmpty()) {
            write(refunds, at);
        }
    }

    private void write(List<RefundRow> refunds, Instant at) {
        jdbc.sql("""
                insert into refund (id, payment_id, amount, currency, status, provider_reference, created_at, updated_at)
                select id, payment_id, amount, currency,
                    case when reference is null then 'REQUESTED' else 'REFUNDED' end, reference, :at, :at
                from unnest(:ids, :payments, :amounts, :currencies, :references)
                    as given (id, payment_id, amount, currency, reference)
                on conflict (id) do update
                set status = excluded.status, provider_reference = excluded.provider_reference, updated_at = :at
                where refund.status = 'REQUESTED'
                """)
                .param("ids", Column.uuids(refunds, RefundRow::id))
                .param("payments", Column.uuids(refunds, RefundRow::paymentId))
                .param(
                        "amounts",
                        Column.numbers(refunds, it -> it.bill().amount().amount()))
                .param(
                        "currencies",
                        Column.texts(refunds, it -> it.bill().amount().currency()))
                .param("references", Column.texts(refunds, RefundRow::reference))
                .param("at", at.atOffset(UTC))
                .update();
    }

    private static StatementSpec state(StatementSpec statement, List<PaymentRow> rows) {
        return statement
                .param("ids", Column.uuids(rows, it -> it.payment().id()))
                .param("tokens", Column.texts(rows, PaymentRow::cardToken))
                .param("statuses", Column.texts(rows, PaymentRow::status))
                .param("voids", Column.flags(rows, PaymentRow::voidRequested))
                .param("references", Column.texts(rows, PaymentRow::providerReference))
                .param("reasons", Column.texts(rows, PaymentRow::declineReason))
                .param("captured", Column.numbers(rows, PaymentRow::captured))
                .param("refunded", Column.numbers(rows, PaymentRow::refunded))
                .param("refunds", Column.uuids(rows, PaymentRow::voidRefundId))
                .param("versions", Column.numbers(rows, it -> it.payment().version()))
                .param("attempts", Column.numbers(rows, it ->
                        (long) it.payment().task().tries()))
                .param("due", Column.times(rows, it -> it.payment().task().dueAt()))
                .param("leases", Column.uuids(rows, it -> it.payment().task().lease()))
                .param("causes", Column.uuids(rows, it -> it.payment().cause().messageId()))
                .param("traces", Column.texts(rows, it -> it.payment().cause().traceparent()));
    }

    private static <T> @Nullable T of(@Nullable Bill bill, Function<Bill, T> part) {
        return bill == null ? null : part.apply(bill);
    }

    private record RefundRow(
            UUID id, UUID paymentId, Bill bill, @Nullable String reference) {}
}
