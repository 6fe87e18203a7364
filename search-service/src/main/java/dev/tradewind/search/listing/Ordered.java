package dev.tradewind.search.listing;

import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Column;
import dev.tradewind.messaging.Received;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts what is ordered. An order counts when it is confirmed, so that nobody makes a product popular with a card
/// that is declined.
@Component
class Ordered implements BatchHandler<OrderEvent> {

    private final JdbcClient jdbc;
    private final Popularity popularity;

    Ordered(JdbcClient jdbc, Popularity popularity) {
        this.jdbc = jdbc;
        this.popularity = popularity;
    }

    @Override
    public void handle(List<Received<OrderEvent>> batch) {
        var placed = new ArrayList<OrderPlaced>();
        var kept = new HashSet<UUID>();
        var lost = new HashSet<UUID>();
        for (var received : batch) {
            switch (received.message()) {
                case OrderPlaced it -> placed.add(it);
                case OrderConfirmed it -> kept.add(it.orderId());
                case OrderRejected it -> lost.add(it.orderId());
                case OrderCancelled it -> lost.add(it.orderId());
                case OrderEvent _ -> {}
            }
        }
        if (!placed.isEmpty()) {
            remember(placed);
        }
        if (!kept.isEmpty()) {
            var points = decided(kept).stream()
                    .collect(Collectors.groupingBy(
                            Function.identity(), Collectors.summingLong(_ -> Popularity.ORDERED)));
            if (!points.isEmpty()) {
                popularity.add(points);
            }
        }
        if (!lost.isEmpty()) {
            decided(lost);
        }
    }

    private void remember(List<OrderPlaced> placed) {
        jdbc.sql("""
                insert into undecided_orders (order_id, product_ids, placed_at)
                select id, string_to_array(products, ',')::uuid[], placed_at
                from unnest(:ids, :products, :times) as placed (id, products, placed_at)
                order by id
                on conflict (order_id) do nothing
                """)
                .param("ids", Column.uuids(placed, OrderPlaced::orderId))
                .param("products", Column.texts(placed, Ordered::products))
                .param("times", Column.times(placed, OrderPlaced::occurredAt))
                .update();
    }

    /// The products of orders that are not waited for any more.
    private List<UUID> decided(Set<UUID> orders) {
        return jdbc.sql("""
                with decided as (
                    delete from undecided_orders where order_id = any (:ids) returning product_ids
                )
                select product_id from decided cross join unnest(product_ids) as product_id
                """)
                .param("ids", Column.ids(orders))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private static String products(OrderPlaced order) {
        return order.lines().stream()
                .map(it -> it.productId().toString())
                .distinct()
                .collect(Collectors.joining(","));
    }
}
