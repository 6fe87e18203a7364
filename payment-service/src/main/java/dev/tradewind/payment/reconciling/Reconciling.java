package dev.tradewind.payment.reconciling;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.messaging.Ids;
import dev.tradewind.payment.domain.ProviderBooks;
import dev.tradewind.payment.domain.ProviderBooks.Kind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Makes the reports: every instance looks every minute, and one at a time gets the lease of a day.
@Component
class Reconciling {

    private static final Logger log = LoggerFactory.getLogger(Reconciling.class);

    /// How far a provider's clock may be behind ours.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final List<ProviderBooks> providers;
    private final Reports reports;
    private final Clock clock;
    private final ReconcilingProperties properties;

    Reconciling(
            List<ProviderBooks> providers,
            Reports reports,
            Clock clock,
            ReconcilingProperties properties,
            MeterRegistry meters) {
        this.providers = List.copyOf(providers);
        this.reports = reports;
        this.clock = clock;
        this.properties = properties;
        Gauge.builder("tradewind.payment.reconciliation.differences", reports, Reports::latestDifferences)
                .description("Differences in each provider's latest report")
                .register(meters);
    }

    @Scheduled(fixedDelay = 60, initialDelay = 60, timeUnit = TimeUnit.SECONDS)
    void lookForDays() {
        var last = clock.instant().minus(properties.after()).atOffset(UTC).toLocalDate();
        for (var books : providers) {
            reports.firstDay(books.provider())
                    .ifPresent(first -> last.minusDays(properties.days())
                            .datesUntil(last)
                            .filter(day -> !day.isBefore(first))
                            .forEach(day -> reconcile(books, day)));
        }
    }

    /// Answers the report's id, unless it is there already or somebody else is making it.
    @Nullable
    UUID reconcile(ProviderBooks books, LocalDate day) {
        var owner = Ids.next();
        var report = reports.lease(books.provider(), day, owner, clock.instant(), properties)
                .orElse(null);
        if (report == null) {
            return null;
        }
        var lease = new Reports.Lease(report, books.provider(), owner);
        try {
            var begin = day.atStartOfDay(UTC).toInstant();
            for (var kind : Kind.values()) {
                copy(books, kind, begin, lease);
            }
            var end = day.plusDays(1).atStartOfDay(UTC).toInstant();
            tell(lease, reports.compare(lease, begin, end, clock.instant(), properties.stuckAfter()));
        } catch (RuntimeException failed) {
            log.atError()
                    .addKeyValue("provider", books.provider())
                    .addKeyValue("day", day)
                    .setCause(failed)
                    .log("A day could not be reconciled");
            reports.fail(lease, String.valueOf(failed.getMessage()), clock.instant(), properties.lease());
        }
        return report;
    }

    /// Up to now, because what we began that day may have been carried out later.
    private void copy(ProviderBooks books, Kind kind, Instant begin, Reports.Lease lease) {
        var to = clock.instant().plus(SKEW);
        String after = null;
        do {
            var page = books.read(kind, begin.minus(SKEW), to, after, properties.page());
            reports.copy(lease, kind, page.entries(), clock.instant().plus(properties.lease()));
            after = page.next();
        } while (after != null);
    }

    private static void tell(Reports.Lease lease, long differences) {
        (differences == 0 ? log.atInfo() : log.atError())
                .addKeyValue("provider", lease.provider())
                .addKeyValue("reconciliationId", lease.report())
                .addKeyValue("differences", differences)
                .log("Our ledger and the provider's were compared");
    }
}
