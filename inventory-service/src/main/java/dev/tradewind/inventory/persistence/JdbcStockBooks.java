package dev.tradewind.inventory.persistence;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.inventory.domain.Movement;
import dev.tradewind.inventory.domain.Movement.Adjustment;
import dev.tradewind.inventory.domain.Movement.Initial;
import dev.tradewind.inventory.domain.Movement.Restock;
import dev.tradewind.inventory.domain.Movement.Sale;
import dev.tradewind.inventory.domain.Stock;
import dev.tradewind.inventory.domain.StockBook;
import dev.tradewind.inventory.domain.StockBooks;
import dev.tradewind.messaging.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcStockBooks implements StockBooks {

    private final JdbcClient jdbc;
    private final long few;

    /// @param few with so many available pieces a product runs low unless its organisation says otherwise
    JdbcStockBooks(JdbcClient jdbc, @Value("${tradewind.inventory.low-stock:10}") long few) {
        this.jdbc = jdbc;
        this.few = few;
    }

    @Override
    public List<Stock> shelve(Collection<Stock> products) {
        var added = new HashSet<>(jdbc.sql("""
                insert into stock (product_id, organization_id, on_hand, reserved, version)
                select product_id, organization_id, 0, 0, 1
                from unnest(:products, :organizations) as product (product_id, organization_id)
                order by product_id
                on conflict do nothing
                returning product_id
                """)
                .param("products", Column.uuids(products, Stock::productId))
                .param("organizations", Column.uuids(products, Stock::organizationId))
                .query((row, _) -> row.getObject("product_id", UUID.class))
                .list());
        return products.stream()
                .filter(stock -> added.contains(stock.productId()))
                .map(stock -> stock.runningLowAt(few))
                .toList();
    }

    @Override
    public void withdraw(Collection<UUID> products, Instant at) {
        jdbc.sql("""
                with locked as (
                    select product_id from stock where product_id = any(:products) order by product_id for update)
                update stock set withdrawn_at = :at
                from locked
                where stock.product_id = locked.product_id and stock.withdrawn_at is null
                """)
                .param("products", Column.ids(products))
                .param("at", at.atOffset(UTC))
                .update();
    }

    @Override
    public Optional<Stock> find(UUID productId) {
        return jdbc.sql("select * from stock where product_id = :product")
                .param("product", productId)
                .query((row, _) -> stock(row))
                .optional();
    }

    @Override
    public StockBook open(Collection<UUID> products) {
        if (products.isEmpty()) {
            return new StockBook(List.of());
        }
        return new StockBook(
                jdbc.sql("select * from stock where product_id = any(:products) order by product_id for update")
                        .param("products", Column.ids(products))
                        .query((row, _) -> stock(row))
                        .list());
    }

    @Override
    public Collection<UUID> filled(Collection<UUID> products) {
        return new HashSet<>(
                jdbc.sql("select product_id from stock_movement where kind = 'INITIAL' and product_id = any(:products)")
                        .param("products", Column.ids(products))
                        .query((row, _) -> row.getObject("product_id", UUID.class))
                        .list());
    }

    @Override
    public void write(StockBook book) {
        var changed = book.changed();
        if (!changed.isEmpty()) {
            write(changed);
        }
        var movements = book.movements();
        if (!movements.isEmpty()) {
            append(movements);
        }
    }

    private void write(List<Stock> changed) {
        var written = jdbc.sql("""
                update stock set
                    on_hand = changed.on_hand, reserved = changed.reserved, version = changed.version,
                    low_at = case when changed.low_at = coalesce(stock.low_at, :few) then stock.low_at
                                  else changed.low_at end
                from unnest(:products, :onHand, :reserved, :versions, :lowAt)
                    as changed (product_id, on_hand, reserved, version, low_at)
                where stock.product_id = changed.product_id and stock.version = changed.version - 1
                """)
                .param("products", Column.uuids(changed, Stock::productId))
                .param("onHand", Column.numbers(changed, Stock::onHand))
                .param("reserved", Column.numbers(changed, Stock::reserved))
                .param("versions", Column.numbers(changed, Stock::version))
                .param("lowAt", Column.numbers(changed, Stock::lowAt))
                .param("few", few)
                .update();
        if (written != changed.size()) {
            throw new IllegalStateException("written: " + written + " (expected: " + changed.size() + " products)");
        }
    }

    private void append(List<Movement> movements) {
        jdbc.sql("""
                insert into stock_movement
                    (product_id, delta, kind, reservation_id, order_id, change_id, actor, reason, occurred_at)
                select * from unnest(:products, :deltas, :kinds, :reservations, :orders, :changes, :actors, :reasons,
                                     :times)
                """)
                .param("products", Column.uuids(movements, Movement::productId))
                .param("deltas", Column.numbers(movements, Movement::delta))
                .param("kinds", Column.texts(movements, JdbcStockBooks::kind))
                .param("reservations", Column.uuids(movements, JdbcStockBooks::reservation))
                .param("orders", Column.uuids(movements, JdbcStockBooks::order))
                .param("changes", Column.uuids(movements, JdbcStockBooks::change))
                .param("actors", Column.uuids(movements, it -> it instanceof Adjustment by ? by.actor() : null))
                .param("reasons", Column.texts(movements, it -> it instanceof Adjustment by ? by.reason() : null))
                .param("times", Column.times(movements, Movement::at))
                .update();
    }

    private static String kind(Movement movement) {
        return switch (movement) {
            case Initial _ -> "INITIAL";
            case Adjustment _ -> "ADJUSTMENT";
            case Sale _ -> "SALE";
            case Restock _ -> "RESTOCK";
        };
    }

    private static @Nullable UUID reservation(Movement movement) {
        return switch (movement) {
            case Sale it -> it.reservationId();
            case Restock it -> it.reservationId();
            case Initial _, Adjustment _ -> null;
        };
    }

    private static @Nullable UUID order(Movement movement) {
        return switch (movement) {
            case Sale it -> it.orderId();
            case Restock it -> it.orderId();
            case Initial _, Adjustment _ -> null;
        };
    }

    private static @Nullable UUID change(Movement movement) {
        return switch (movement) {
            case Sale it -> it.changeId();
            case Restock it -> it.changeId();
            case Initial _, Adjustment _ -> null;
        };
    }

    private Stock stock(ResultSet row) throws SQLException {
        var own = row.getObject("low_at", Long.class);
        return new Stock(
                row.getObject("product_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getLong("on_hand"),
                row.getLong("reserved"),
                row.getLong("version"),
                row.getObject("withdrawn_at") != null,
                own == null ? few : own);
    }
}
