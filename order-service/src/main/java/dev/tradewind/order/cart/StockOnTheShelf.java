package dev.tradewind.order.cart;

import dev.tradewind.contracts.InventoryEvent;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.messaging.Received;
import dev.tradewind.order.persistence.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Our own copy of what inventory has, so that nobody who looks into a cart waits for a call.
@Component
class StockOnTheShelf {

    private final JdbcClient jdbc;

    StockOnTheShelf(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param sequence that of [StockChanged]
    record Told(UUID productId, long available, long sequence) {}

    void heard(List<Received<InventoryEvent>> batch) {
        var told = new ArrayList<Told>();
        for (var received : batch) {
            if (received.message() instanceof StockChanged it) {
                told.add(new Told(it.productId(), it.available(), it.sequence()));
            }
        }
        believe(told);
    }

    /// Of a product the newest counts, whoever told it and when.
    void believe(Collection<Told> told) {
        var newest = new TreeMap<UUID, Told>();
        told.forEach(it -> newest.merge(it.productId(), it, (a, b) -> a.sequence() > b.sequence() ? a : b));
        if (newest.isEmpty()) {
            return;
        }
        // In the order of ids, so that two who write never wait for each other.
        var rows = new Rows<>(List.copyOf(newest.values()));
        jdbc.sql("""
            insert into shelf_stock as old (product_id, available, version)
            select * from unnest(:ids::uuid[], :available::bigint[], :versions::bigint[])
            on conflict (product_id) do update set available = excluded.available, version = excluded.version
            where old.version < excluded.version
            """)
                .param("ids", rows.texts(Told::productId))
                .param("available", rows.numbers(Told::available))
                .param("versions", rows.numbers(Told::sequence))
                .update();
    }
}
