package dev.tradewind.order.shelf;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.Product;
import dev.tradewind.order.domain.Shelf;
import dev.tradewind.order.domain.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcShelf implements Shelf {

    private final JdbcClient jdbc;

    JdbcShelf(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Goods of(Collection<UUID> productIds) {
        var products = new ArrayList<Product>();
        var stores = new HashMap<UUID, Store>();
        jdbc.sql("""
            select p.product_id, p.store_id, p.title, p.price, p.currency, s.organization_id, s.open, s.fulfilment,
                   s.order_prefix, s.reservation_seconds
            from shelf_products p
                 join shelf_stores s on s.store_id = p.store_id and s.organization_id = p.organization_id
            where p.product_id = any (:ids::uuid[])
            """)
                .param("ids", productIds.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    products.add(product(row));
                    stores.put(row.getObject("store_id", UUID.class), store(row));
                });
        return new Goods(products, stores);
    }

    private static Product product(ResultSet row) throws SQLException {
        return new Product(
                row.getObject("product_id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getString("title"),
                new Money(row.getLong("price"), row.getString("currency")));
    }

    private static Store store(ResultSet row) throws SQLException {
        return new Store(
                row.getObject("store_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getBoolean("open"),
                Fulfilment.valueOf(row.getString("fulfilment")),
                row.getString("order_prefix"),
                Duration.ofSeconds(row.getInt("reservation_seconds")));
    }
}
