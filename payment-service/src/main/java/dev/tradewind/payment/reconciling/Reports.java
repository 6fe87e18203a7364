package dev.tradewind.payment.reconciling;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.messaging.Ids;
import dev.tradewind.payment.domain.ProviderBooks.Entry;
import dev.tradewind.payment.domain.ProviderBooks.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Reports while they are made. Whoever lost the lease of one cannot write to it any more.
@Repository
class Reports {

    /// @param owner whoever is making the report
    record Lease(UUID report, String provider, UUID owner) {}

    private final JdbcClient jdbc;
    private final Comparison comparison;

    Reports(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.comparison = new Comparison(jdbc);
    }

    /// The day of the provider's first payment.
    Optional<LocalDate> firstDay(String provider) {
        return jdbc.sql("""
                select (min(created_at) at time zone 'UTC')::date from payment where provider = :provider
                having count(*) > 0
                """)
                .param("provider", provider)
                .query((row, _) -> row.getObject(1, LocalDate.class))
                .optional();
    }

    Optional<UUID> lease(String provider, LocalDate day, UUID owner, Instant now, ReconcilingProperties properties) {
        return jdbc.sql("""
                insert into reconciliation (id, provider, day, status, tries, lease_owner, lease_until, started_at)
                values (:id, :provider, :day, 'RUNNING', 1, :owner, :until, :now)
                on conflict (provider, day) do update
                set status = 'RUNNING', tries = reconciliation.tries + 1, lease_owner = :owner, lease_until = :until,
                    started_at = :now
                where reconciliation.status <> 'DONE' and reconciliation.lease_until < :now
                    and reconciliation.tries < :tries
                returning id
                """)
                .param("id", Ids.next())
                .param("provider", provider)
                .param("day", day)
                .param("owner", owner)
                .param("until", now.plus(properties.lease()).atOffset(UTC))
                .param("now", now.atOffset(UTC))
                .param("tries", properties.tries())
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }

    @Transactional
    public void copy(Lease lease, Kind kind, List<Entry> entries, Instant until) {
        hold(lease, until);
        jdbc.sql("""
                insert into reconciliation_entry (reconciliation_id, kind, reference, our_id, amount, currency, made_at)
                select :report, :kind, reference, our_id::uuid, amount, currency, to_timestamp(made_at)
                from unnest(:references::text[], :ids::text[], :amounts::bigint[], :currencies::text[], :times::bigint[])
                    as given (reference, our_id, amount, currency, made_at)
                on conflict do nothing
                """)
                .param("report", lease.report())
                .param("kind", kind.name())
                .param("references", entries.stream().map(Entry::reference).toArray(String[]::new))
                .param(
                        "ids",
                        entries.stream()
                                .map(it ->
                                        it.ourId() == null ? null : it.ourId().toString())
                                .toArray(String[]::new))
                .param(
                        "amounts",
                        entries.stream().map(it -> it.amount().amount()).toArray(Long[]::new))
                .param(
                        "currencies",
                        entries.stream().map(it -> it.amount().currency()).toArray(String[]::new))
                .param(
                        "times",
                        entries.stream().map(it -> it.madeAt().getEpochSecond()).toArray(Long[]::new))
                .update();
    }

    /// How many differences there are; with them the report is done and the provider's side forgotten.
    @Transactional
    public long compare(Lease lease, Instant from, Instant to, Instant now, Duration stuckAfter) {
        hold(lease, now);
        var differences = comparison.write(lease, from, to, now.minus(stuckAfter));
        jdbc.sql("""
                update reconciliation
                set status = 'DONE', finished_at = :now, differences = :differences, failure = null,
                    charges = (select count(*) from reconciliation_entry
                        where reconciliation_id = :report and kind = 'CHARGE' and made_at >= :from and made_at < :to),
                    refunds = (select count(*) from reconciliation_entry
                        where reconciliation_id = :report and kind = 'REFUND' and made_at >= :from and made_at < :to)
                where id = :report
                """)
                .param("now", now.atOffset(UTC))
                .param("differences", differences)
                .param("report", lease.report())
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .update();
        jdbc.sql("delete from reconciliation_entry where reconciliation_id = :report")
                .param("report", lease.report())
                .update();
        return differences;
    }

    /// To be begun again when the lease runs out, as long as there are tries left.
    void fail(Lease lease, String why, Instant now, Duration pause) {
        jdbc.sql("""
                update reconciliation set status = 'FAILED', failure = :why, finished_at = :now, lease_until = :until
                where id = :report and lease_owner = :owner and status = 'RUNNING'
                """)
                .param("why", why.length() > 500 ? why.substring(0, 500) : why)
                .param("now", now.atOffset(UTC))
                .param("until", now.plus(pause).atOffset(UTC))
                .param("report", lease.report())
                .param("owner", lease.owner())
                .update();
    }

    long latestDifferences() {
        return jdbc.sql("""
                select coalesce(sum(differences), 0) from (
                    select distinct on (provider) differences from reconciliation
                    where status = 'DONE' order by provider, day desc) latest
                """).query((row, _) -> row.getLong(1)).single();
    }

    private void hold(Lease lease, Instant until) {
        var held = jdbc.sql("""
                update reconciliation set lease_until = :until
                where id = :report and lease_owner = :owner and status = 'RUNNING'
                """)
                .param("until", until.atOffset(UTC))
                .param("report", lease.report())
                .param("owner", lease.owner())
                .update();
        if (held != 1) {
            throw new IllegalStateException("Somebody else is making report " + lease.report());
        }
    }
}
