package dev.tradewind.order.analytics;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.persistence.Times;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Adds up the orders that were kept: neither pending, rejected nor cancelled.
@Repository
class Sales {

    enum By {
        DAY,
        PRODUCT,
        STORE
    }

    /// @param key a day (UTC), or the id of a product or store
    /// @param refunded null by product: money goes back for an order, not for one of its lines
    record Sold(
            String key,
            @Nullable String title,
            long orders,
            long pieces,
            Money amount,
            @Nullable Money refunded) {}

    static final int MOST = 1_000;

    private static final String KEPT = """
        from order_summaries o
        where o.organization_id = :organization and o.placed_at >= :from and o.placed_at < :to
          and o.status not in ('PENDING', 'REJECTED', 'CANCELLED')
        """;

    private static final String OF_ORDERS = """
        select %s as key, null as title, count(*) as orders, sum(pieces)::bigint as pieces,
               sum(total)::bigint as amount, sum(refunded)::bigint as refunded, currency
        from (select o.*, (select sum((line ->> 'quantity')::bigint)
                           from jsonb_array_elements(o.lines) line) as pieces
        """ + KEPT + """
        ) kept
        group by 1, currency
        order by 1, currency
        limit :most
        """;

    private static final String OF_LINES = """
        select line ->> 'productId' as key, max(line ->> 'title') as title, count(distinct order_id) as orders,
               sum((line ->> 'quantity')::bigint)::bigint as pieces,
               sum((line ->> 'quantity')::bigint * (line -> 'unitPrice' ->> 'amount')::bigint)::bigint as amount,
               null::bigint as refunded, currency
        from (select o.*
        """ + KEPT + """
        ) kept, jsonb_array_elements(kept.lines) line
        group by 1, currency
        order by amount desc, key
        limit :most
        """;

    private final JdbcClient jdbc;

    Sales(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Sold> of(UUID organizationId, Instant from, Instant to, By by) {
        var sql = switch (by) {
            case DAY -> OF_ORDERS.formatted("(placed_at at time zone 'UTC')::date::text");
            case STORE -> OF_ORDERS.formatted("store_id::text");
            case PRODUCT -> OF_LINES;
        };
        return jdbc.sql(sql)
                .param("organization", organizationId)
                .param("from", Times.column(from))
                .param("to", Times.column(to))
                .param("most", MOST)
                .query((row, _) -> {
                    var currency = row.getString("currency");
                    var refunded = row.getObject("refunded", Long.class);
                    return new Sold(
                            row.getString("key"),
                            row.getString("title"),
                            row.getLong("orders"),
                            row.getLong("pieces"),
                            new Money(row.getLong("amount"), currency),
                            refunded == null ? null : new Money(refunded, currency));
                })
                .list();
    }
}
