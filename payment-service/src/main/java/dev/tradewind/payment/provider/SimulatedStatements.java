package dev.tradewind.payment.provider;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.contracts.Money;
import dev.tradewind.payment.domain.ProviderBooks;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The simulated provider's books as others may read them, in the order of its references.
@Component
class SimulatedStatements implements ProviderBooks {

    private final JdbcClient jdbc;

    SimulatedStatements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String provider() {
        return SimulatedProvider.NAME;
    }

    @Override
    public Page read(Kind kind, Instant from, Instant to, @Nullable String after, int limit) {
        var table = switch (kind) {
            case CHARGE -> "provider_charge where status = 'CHARGED' and";
            case REFUND -> "provider_refund where";
        };
        var entries = jdbc.sql("select * from " + table + """
                 created_at >= :from and created_at < :to and reference > :after
                order by reference
                limit :limit
                """)
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query((row, _) -> new Entry(
                        row.getString("reference"),
                        row.getObject("idempotency_key", UUID.class),
                        new Money(row.getLong("amount"), row.getString("currency")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
        return new Page(
                entries, entries.size() < limit ? null : entries.getLast().reference());
    }
}
