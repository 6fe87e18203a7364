package dev.tradewind.order.cart;

import dev.tradewind.contracts.InventoryEvent;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.messaging.Received;
import dev.tradewind.order.persistence.Rows;
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

    /// Written in the order of ids, so that two who write never wait for each other.
    void heard(List<Received<InventoryEvent>> batch) {
        var newest = new TreeMap<UUID, StockChanged>();
        for (var received : batch) {
            if (received.message() instanceof StockChanged it) {
                newest.merge(it.productId(), it, (a, b) -> a.sequence() > b.sequence() ? a : b);
            }
        }
        if (newest.isEmpty()) {
            return;
        }
        var rows = new Rows<>(List.copyOf(newest.values()));
        jdbc.sql("""
            insert into shelf_stock as old (product_id, available, version)
            select * from unnest(:ids::uuid[], :available::bigint[], :versions::bigint[])
            on conflict (product_id) do update set available = excluded.available, version = excluded.version
            where old.version < excluded.version
            """)
                .param("ids", rows.texts(StockChanged::productId))
                .param("available", rows.numbers(StockChanged::available))
                .param("versions", rows.numbers(StockChanged::sequence))
                .update();
    }
}
