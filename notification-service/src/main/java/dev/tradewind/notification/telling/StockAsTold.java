package dev.tradewind.notification.telling;

import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.messaging.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The counters of the products as inventory announced them last.
@Repository
class StockAsTold {

    /// A transaction that notes something has ended by then.
    private static final long A_WHILE = Duration.ofSeconds(10).toNanos();

    private final JdbcClient jdbc;
    private volatile long notedAt = System.nanoTime();

    StockAsTold(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What we know of a product.
    record Known(long version, boolean low) {}

    record Counters(
            UUID productId,
            UUID organizationId,
            long version,
            long onHand,
            long reserved,
            long available,
            Instant occurredAt) {

        static Counters read(ResultSet row, int number) throws SQLException {
            return new Counters(
                    row.getObject("product_id", UUID.class),
                    row.getObject("organization_id", UUID.class),
                    row.getLong("version"),
                    row.getLong("on_hand"),
                    row.getLong("reserved"),
                    row.getLong("available"),
                    row.getObject("occurred_at", OffsetDateTime.class).toInstant());
        }
    }

    /// In the order of ids, so that two who lock never wait for each other. New products are not in it.
    Map<UUID, Known> lock(Collection<UUID> products) {
        var known = new HashMap<UUID, Known>();
        jdbc.sql("""
                select product_id, version, low from stock_as_told
                where product_id = any (:products)
                order by product_id
                for update
                """).param("products", Column.ids(products)).query(row -> {
            known.put(
                    row.getObject("product_id", UUID.class), new Known(row.getLong("version"), row.getBoolean("low")));
        });
        return known;
    }

    /// @param newest one of each product, in the order of ids
    /// @param told which of them need not be told any more
    void note(List<StockChanged> newest, Predicate<StockChanged> told) {
        if (newest.isEmpty()) {
            return;
        }
        notedAt = System.nanoTime();
        jdbc.sql("""
                insert into stock_as_told as old (
                    product_id, organization_id, version, on_hand, reserved, available, low, occurred_at, told)
                select * from unnest(
                    :products, :organizations, :versions, :onHand, :reserved, :available, :low, :times, :told)
                on conflict (product_id) do update set
                    version = excluded.version, on_hand = excluded.on_hand, reserved = excluded.reserved,
                    available = excluded.available, low = excluded.low, occurred_at = excluded.occurred_at,
                    told = excluded.told
                where old.version < excluded.version
                """)
                .param("products", Column.uuids(newest, StockChanged::productId))
                .param("organizations", Column.uuids(newest, StockChanged::organizationId))
                .param("versions", Column.numbers(newest, StockChanged::sequence))
                .param("onHand", Column.numbers(newest, StockChanged::onHand))
                .param("reserved", Column.numbers(newest, StockChanged::reserved))
                .param("available", Column.numbers(newest, StockChanged::available))
                .param("low", Column.flags(newest, StockChanged::runsLow))
                .param("times", Column.times(newest, StockChanged::occurredAt))
                .param("told", Column.flags(newest, told::test))
                .update();
    }

    /// Whether nothing was noted here for a while.
    boolean isQuiet() {
        return System.nanoTime() - notedAt > A_WHILE;
    }

    /// Products whose pages do not know the counters yet, some at a time and not those that others take; they count as
    /// told when the transaction commits.
    List<Counters> take(int limit) {
        return jdbc.sql("""
                with untold as (
                    select product_id from stock_as_told where not told
                    order by product_id limit :limit
                    for update skip locked)
                update stock_as_told stock set told = true
                from untold where stock.product_id = untold.product_id
                returning stock.*
                """).param("limit", limit).query(Counters::read).list();
    }
}
