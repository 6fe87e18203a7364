package dev.tradewind.payment.reconciling;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What two ledgers say differently, found in sets.
///
/// What the provider did that day must be in ours, and what we began that day must be in the provider's, whenever
/// it was carried out. What is still open with us is no difference until it is stuck.
record Comparison(JdbcClient jdbc) {

    long write(Reports.Lease lease, Instant from, Instant to, Instant stuckBefore) {
        jdbc.sql("delete from reconciliation_difference where reconciliation_id = :report")
                .param("report", lease.report())
                .update();
        return insert(CHARGES, lease, from, to, stuckBefore)
                + insert(REFUNDS, lease, from, to, stuckBefore)
                + insert(STUCK, lease, from, to, stuckBefore);
    }

    private long insert(String differences, Reports.Lease lease, Instant from, Instant to, Instant stuckBefore) {
        return jdbc.sql("""
                insert into reconciliation_difference (reconciliation_id, kind, subject, reference, payment_id, order_id,
                    organization_id, ours, theirs, currency)
                """ + differences)
                .param("report", lease.report())
                .param("provider", lease.provider())
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .param("stuckBefore", stuckBefore.atOffset(UTC))
                .update();
    }

    private static final String CHARGES = """
            with theirs as (
                select entry.*, coalesce(known.id, meant.id) as payment_id
                from reconciliation_entry entry
                left join payment known on known.provider = :provider and known.provider_reference = entry.reference
                left join payment meant on meant.provider = :provider and meant.id = entry.our_id
                where entry.reconciliation_id = :report and entry.kind = 'CHARGE'
                    and entry.made_at >= :from and entry.made_at < :to and :stuckBefore::timestamptz is not null)
            select :report, case when coalesce(payment.captured, 0) = 0 then 'MISSING_HERE' else 'AMOUNT_DIFFERS' end,
                'CHARGE', theirs.reference, payment.id, payment.order_id, payment.organization_id, payment.captured,
                theirs.amount, theirs.currency
            from theirs left join payment on payment.id = theirs.payment_id
            where payment.id is null
                or payment.status not in ('PENDING', 'UNKNOWN')
                    and (payment.captured <> theirs.amount or payment.currency <> theirs.currency)
            union all
            select :report, 'MISSING_THERE', 'CHARGE', provider_reference, id, order_id, organization_id, captured, null,
                currency
            from payment
            where provider = :provider and captured > 0 and created_at >= :from and created_at < :to
                and not exists (
                    select 1 from reconciliation_entry entry
                    where entry.reconciliation_id = :report and entry.kind = 'CHARGE'
                        and entry.reference = payment.provider_reference)
            """;

    private static final String REFUNDS = """
            with theirs as (
                select entry.* from reconciliation_entry entry
                where entry.reconciliation_id = :report and entry.kind = 'REFUND'
                    and entry.made_at >= :from and entry.made_at < :to and :stuckBefore::timestamptz is not null)
            select :report, case when refund.id is null or refund.status = 'REFUSED' then 'MISSING_HERE'
                    else 'AMOUNT_DIFFERS' end,
                'REFUND', theirs.reference, payment.id, payment.order_id, payment.organization_id, refund.amount,
                theirs.amount, theirs.currency
            from theirs
            left join refund on refund.id = theirs.our_id
            left join payment on payment.id = refund.payment_id
            where refund.id is null or refund.status = 'REFUSED'
                or refund.amount <> theirs.amount or refund.currency <> theirs.currency
            union all
            select :report, 'MISSING_THERE', 'REFUND', refund.provider_reference, payment.id, payment.order_id,
                payment.organization_id, refund.amount, null, refund.currency
            from refund join payment on payment.id = refund.payment_id
            where payment.provider = :provider and refund.status = 'REFUNDED'
                and refund.created_at >= :from and refund.created_at < :to
                and not exists (
                    select 1 from reconciliation_entry entry
                    where entry.reconciliation_id = :report and entry.kind = 'REFUND'
                        and entry.reference = refund.provider_reference)
            """;

    private static final String STUCK = """
            select :report, 'STUCK', case when refunding > 0 then 'REFUND' else 'CHARGE' end, provider_reference, id,
                order_id, organization_id, case when refunding > 0 then refunding else amount end, null, currency
            from payment
            where provider = :provider and created_at < :to and :from::timestamptz is not null
                and (status in ('PENDING', 'UNKNOWN') and (next_attempt_at is null or created_at < :stuckBefore)
                    or refunding > 0 and next_attempt_at is null)
            """;
}
