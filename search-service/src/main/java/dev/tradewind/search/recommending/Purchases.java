package dev.tradewind.search.recommending;

import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.messaging.Column;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// The table of what was bought.
@Repository
class Purchases {

    private final JdbcClient jdbc;
    private final Clock clock;

    Purchases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What an order holds; other lines take the place of those it had.
    record Basket(UUID orderId, UUID customerId, List<UUID> products, Instant at) {

        static Basket of(UUID orderId, UUID customerId, List<OrderPlaced.Line> lines, Instant at) {
            return new Basket(
                    orderId,
                    customerId,
                    lines.stream().map(OrderPlaced.Line::productId).distinct().toList(),
                    at);
        }

        private record Row(Basket basket, UUID product) {}
    }

    void placed(Collection<Basket> baskets) {
        baskets(baskets, """
                insert into purchases (order_id, product_id, customer_id, bought_at)
                select order_id, product_id, case when erased.account_id is null then customer_id end, at
                from unnest(:orders, :products, :customers, :times) as it (order_id, product_id, customer_id, at)
                left join erased_accounts erased on erased.account_id = customer_id
                order by order_id, product_id
                on conflict do nothing
                """).update();
    }

    /// Only of orders that are known: of others nobody could say whether they are kept.
    void changed(Collection<Basket> baskets) {
        baskets(baskets, """
                with it as (
                    select it.order_id, it.product_id, before.customer_id, before.kept, before.bought_at
                    from unnest(:orders, :products, :customers, :times) as it (order_id, product_id, customer_id, at)
                    cross join lateral (
                        select customer_id, kept, bought_at from purchases where order_id = it.order_id limit 1
                    ) before
                ), dropped as (
                    delete from purchases
                    where order_id = any (:orders)
                      and (order_id, product_id) not in (select order_id, product_id from it)
                    returning product_id, kept
                ), added as (
                    insert into purchases (order_id, product_id, customer_id, kept, bought_at)
                    select order_id, product_id, customer_id, kept, bought_at from it order by order_id, product_id
                    on conflict do nothing
                )
                insert into together_due (product_id, since)
                select product_id, :now::timestamptz
                from (select product_id from it where kept union select product_id from dropped where kept) touched
                order by product_id
                on conflict do nothing
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private StatementSpec baskets(Collection<Basket> baskets, String sql) {
        var rows = baskets.stream()
                .flatMap(basket -> basket.products().stream().map(it -> new Basket.Row(basket, it)))
                .toList();
        return jdbc.sql(sql)
                .param("orders", Column.uuids(rows, it -> it.basket().orderId()))
                .param("products", Column.uuids(rows, Basket.Row::product))
                .param("customers", Column.uuids(rows, it -> it.basket().customerId()))
                .param("times", Column.times(rows, it -> it.basket().at()));
    }

    void kept(Collection<UUID> orders) {
        decided(orders, "update purchases set kept = true where order_id = any (:orders) and not kept");
    }

    void givenUp(Collection<UUID> orders) {
        decided(orders, "delete from purchases where order_id = any (:orders)");
    }

    private void decided(Collection<UUID> orders, String change) {
        jdbc.sql("""
                with decided as (%s returning product_id, kept)
                insert into together_due (product_id, since)
                select distinct product_id, :now::timestamptz from decided where kept order by product_id
                on conflict do nothing
                """.formatted(change))
                .param("orders", Column.ids(orders))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// What was bought together stays known, who bought it does not.
    void forget(Collection<UUID> customers) {
        jdbc.sql("update purchases set customer_id = null where customer_id = any (:customers)")
                .param("customers", Column.ids(customers))
                .update();
    }

    /// @return how many rows went, at most so many
    int forgetBefore(Instant then, int most) {
        return jdbc.sql("""
                delete from purchases
                where ctid = any (array(select ctid from purchases where bought_at < :then::timestamptz limit :most))
                """)
                .param("then", then.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }
}
