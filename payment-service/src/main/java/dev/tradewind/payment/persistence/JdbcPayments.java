package dev.tradewind.payment.persistence;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.messaging.Column;
import dev.tradewind.payment.domain.Bill;
import dev.tradewind.payment.domain.OrderPayments;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.PaymentStatus.Captured;
import dev.tradewind.payment.domain.Payments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class JdbcPayments implements Payments {

    private final JdbcClient jdbc;
    private final RefundRows refunds;

    JdbcPayments(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.refunds = new RefundRows(jdbc);
    }

    @Override
    public List<OrderPayments> lockOrders(Collection<UUID> orderIds) {
        return locked(jdbc.sql("""
                select order_id from payment
                where order_id = any(:orders)
                order by order_id, id
                for update
                """).param("orders", Column.ids(orderIds)));
    }

    @Override
    public List<OrderPayments> lock(Collection<UUID> ids) {
        return locked(jdbc.sql("""
                select order_id from payment
                where order_id in (select order_id from payment where id = any(:ids))
                order by order_id, id
                for update
                """).param("ids", Column.ids(ids)));
    }

    /// Read behind the lock: whoever had it before us may have added a difference, which a statement that began
    /// before does not see.
    private List<OrderPayments> locked(StatementSpec lock) {
        var locked = Set.copyOf(
                lock.query((row, _) -> row.getObject("order_id", UUID.class)).list());
        if (locked.isEmpty()) {
            return List.of();
        }
        var orders = new LinkedHashMap<UUID, List<Payment>>();
        withRefunds(jdbc.sql("""
                        select * from payment
                        where order_id = any(:orders)
                        order by order_id, id
                        for update
                        """).param("orders", Column.ids(locked)))
                .forEach(it -> orders.computeIfAbsent(it.charge().orderId(), _ -> new ArrayList<>())
                        .add(it));
        return orders.values().stream().map(OrderPayments::new).toList();
    }

    /// What was never captured has no refunds; of the others they are read in one more statement, behind the lock.
    private List<Payment> withRefunds(StatementSpec statement) {
        var read = statement.query(PaymentRow::read).list();
        var given = refunds.of(read.stream()
                .filter(it -> it.status() instanceof Captured)
                .map(Payment::id)
                .toList());
        return read.stream()
                .map(it -> PaymentRow.with(it, given.getOrDefault(it.id(), List.of())))
                .toList();
    }

    @Override
    public List<Payment> claim(String provider, Instant now, UUID lease, Instant until, int limit) {
        return withRefunds(jdbc.sql("""
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
                .param("lease", lease));
    }

    @Override
    public long givenUp() {
        return jdbc.sql("""
                select count(*) from payment
                where next_attempt_at is null
                    and (status in ('PENDING', 'UNKNOWN') or refunding > 0)
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
                    id, charge_id, order_id, organization_id, customer_id, amount, currency, method, card_token,
                    card_on_file, status, void_requested, provider, provider_reference, decline_reason, captured, refunded, refunding,
                    version, attempts, next_attempt_at, lease_owner, caused_by, traceparent, created_at, updated_at)
                select
                    id, charge_id, order_id, organization_id, customer_id, amount, currency, method, card_token,
                    card_on_file, status, void_requested, provider, provider_reference, decline_reason, captured, refunded, refunding,
                    version, attempts, next_attempt_at, lease_owner, caused_by, traceparent, :at, :at
                from unnest(
                    :ids, :charges, :orders, :organizations, :customers, :amounts, :currencies, :methods, :providers,
                    :tokens, :files, :statuses, :voids, :references, :reasons,
                    :captured, :refunded, :refunding,
                    :versions, :attempts, :due, :leases, :causes, :traces) as added (
                    id, charge_id, order_id, organization_id, customer_id, amount, currency, method, provider,
                    card_token, card_on_file, status, void_requested, provider_reference, decline_reason,
                    captured, refunded, refunding, version, attempts, next_attempt_at, lease_owner, caused_by, traceparent)
                """), rows)
                .param("charges", Column.uuids(rows, it -> it.payment().charge().id()))
                .param("orders", Column.uuids(rows, it -> it.payment().charge().orderId()))
                .param(
                        "organizations",
                        Column.uuids(rows, it -> it.payment().charge().organizationId()))
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
                    card_token = changed.card_token, card_on_file = changed.card_on_file,
                    status = changed.status, void_requested = changed.void_requested,
                    provider_reference = changed.provider_reference, decline_reason = changed.decline_reason,
                    captured = changed.captured, refunded = changed.refunded, refunding = changed.refunding,
                    version = changed.version, attempts = changed.attempts,
                    next_attempt_at = changed.next_attempt_at, lease_owner = changed.lease_owner,
                    caused_by = changed.caused_by, traceparent = changed.traceparent, updated_at = :at
                from unnest(
                    :ids, :tokens, :files, :statuses, :voids, :references, :reasons,
                    :captured, :refunded, :refunding,
                    :versions, :attempts, :due, :leases, :causes, :traces) as changed (
                    id, card_token, card_on_file, status, void_requested, provider_reference, decline_reason,
                    captured, refunded, refunding, version, attempts, next_attempt_at, lease_owner, caused_by, traceparent)
                where payment.id = changed.id
                """), rows).param("at", at.atOffset(UTC)).update();
        if (written != rows.size()) {
            throw new IllegalStateException("written: " + written + " (expected: " + rows.size() + " payments)");
        }
        refunds.write(changed, at);
    }

    private static StatementSpec state(StatementSpec statement, List<PaymentRow> rows) {
        return statement
                .param("ids", Column.uuids(rows, it -> it.payment().id()))
                .param("tokens", Column.texts(rows, PaymentRow::cardToken))
                .param("files", Column.texts(rows, PaymentRow::cardOnFile))
                .param("statuses", Column.texts(rows, PaymentRow::status))
                .param("voids", Column.flags(rows, PaymentRow::voidRequested))
                .param("references", Column.texts(rows, PaymentRow::providerReference))
                .param("reasons", Column.texts(rows, PaymentRow::declineReason))
                .param("captured", Column.numbers(rows, PaymentRow::captured))
                .param("refunded", Column.numbers(rows, PaymentRow::refunded))
                .param("refunding", Column.numbers(rows, PaymentRow::refunding))
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
}
