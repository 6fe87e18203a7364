package dev.tradewind.search.recommending;

import dev.tradewind.messaging.Column;
import dev.tradewind.search.listing.Product;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What PostgreSQL knows of who may like what. All of it is in stock, of one organisation where one is named, and in
/// an order that the same facts always give.
@Repository
class Likings {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Likings(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// @param organization the only one whose products the caller sees; null for those of all
    /// @param hidden the stores that are private to others
    Optional<Product> product(UUID id, @Nullable UUID organization, Set<UUID> hidden) {
        return jdbc
                .sql("""
                    select product from listings
                    where product_id = :id and product is not null
                      and (:organization::uuid is null or organization_id = :organization)
                      and store_id <> all (:hidden)
                    """)
                .param("id", id)
                .param("hidden", Column.ids(hidden))
                .param("organization", organization)
                .query((row, _) -> product(row.getString("product")))
                .list()
                .stream()
                .findFirst();
    }

    List<Product> boughtTogether(Product with, Set<UUID> hidden, int most) {
        return products(jdbc.sql("""
                        select product
                        from bought_together
                        join listings on listings.product_id = other_id
                        where bought_together.product_id = :id
                          and organization_id = :organization and in_stock and product is not null
                          and store_id <> all (:hidden)
                        order by orders desc, popularity desc, other_id
                        limit :most
                        """)
                .param("id", with.id())
                .param("organization", with.organizationId())
                .param("hidden", Column.ids(hidden))
                .param("most", most));
    }

    /// Those of the ids that can be bought, in the order of the ids.
    List<Product> inStock(List<UUID> ids, UUID organization, Set<UUID> hidden) {
        return products(jdbc.sql("""
                        select product
                        from unnest(:ids) with ordinality as wanted (id, place)
                        join listings on listings.product_id = wanted.id
                        where organization_id = :organization and in_stock and product is not null
                          and store_id <> all (:hidden)
                        order by place
                        """)
                .param("ids", Column.ids(ids))
                .param("organization", organization)
                .param("hidden", Column.ids(hidden)));
    }

    List<Product> popular(@Nullable UUID organization, Set<UUID> hidden, Collection<UUID> except, int most) {
        var wall = organization == null ? "" : "organization_id = :organization and ";
        return products(jdbc.sql("select product from listings where " + wall + """
                          in_stock and product is not null and product_id <> all (:except)
                          and store_id <> all (:hidden)
                        order by popularity desc, product_id
                        limit :most
                        """)
                .param("organization", organization)
                .param("except", Column.ids(except))
                .param("hidden", Column.ids(hidden))
                .param("most", most));
    }

    /// What goes with the newest things somebody bought, has in the cart or viewed: bought together with them, or much
    /// wanted of the same categories and brands. A thing says less with every day, half as much after two weeks.
    /// What the person bought within a month stands last.
    List<Product> forPerson(UUID account, UUID organization, int most) {
        return products(jdbc.sql("""
                        with signs as (
                            (
                                select product_id, 3.0 as weight, bought_at as at from purchases
                                where customer_id = :account and kept
                                order by bought_at desc limit 50
                            ) union all (
                                select product_id, case kind when 'CART' then 2.0 else 0.5 * least(times, 3) end,
                                       last_at
                                from activity
                                where account_id = :account and (kind = 'VIEWED' or kind = 'CART' and quantity > 0)
                                order by last_at desc limit 100
                            )
                        ), seeds as (
                            select listings.product_id, product ->> 'category' as category, product ->> 'brand' as brand,
                                   sum(weight * power(
                                       0.5, greatest(0, extract(epoch from :now::timestamptz - at)) / 1209600)) as weight
                            from signs
                            join listings using (product_id)
                            where organization_id = :organization
                            group by listings.product_id
                            order by weight desc, product_id
                            limit 50
                        ), whole as (
                            select sum(weight) as weight from seeds
                        ), pairs as (
                            select other_id as product_id, sum(seeds.weight * orders / most_orders) as weight
                            from seeds
                            join (
                                select *, max(orders) over (partition by product_id) as most_orders
                                from bought_together where product_id in (select product_id from seeds)
                            ) known using (product_id)
                            group by other_id
                        ), categories as (
                            select category, sum(weight) as weight from seeds
                            where category is not null group by category order by 2 desc, 1 limit 5
                        ), brands as (
                            select brand, sum(weight) as weight from seeds
                            where brand is not null group by brand order by 2 desc, 1 limit 5
                        ), candidates as (
                            (select product_id from pairs order by weight desc, product_id limit 200)
                            union
                            select near.product_id from categories cross join lateral (
                                select product_id from listings
                                where organization_id = :organization and product ->> 'category' = category
                                  and in_stock and product is not null
                                order by popularity desc, product_id limit 100) near
                            union
                            select near.product_id from brands cross join lateral (
                                select product_id from listings
                                where organization_id = :organization and product ->> 'brand' = brand
                                  and in_stock and product is not null
                                order by popularity desc, product_id limit 100) near
                        )
                        select product
                        from candidates
                        join listings using (product_id)
                        cross join whole
                        left join pairs using (product_id)
                        left join categories on category = product ->> 'category'
                        left join brands on brand = product ->> 'brand'
                        where organization_id = :organization and in_stock and product is not null
                        order by
                            exists (
                                select from purchases
                                where customer_id = :account and purchases.product_id = candidates.product_id and kept
                                  and bought_at > :now::timestamptz - interval '30 days'),
                            round(((4 * coalesce(pairs.weight, 0) + coalesce(categories.weight, 0)
                                + 0.7 * coalesce(brands.weight, 0)) / whole.weight)::numeric, 4) desc,
                            popularity desc, product_id
                        limit :most
                        """)
                .param("account", account)
                .param("organization", organization)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", most));
    }

    private List<Product> products(StatementSpec query) {
        return query.query((row, _) -> product(row.getString("product"))).list();
    }

    private Product product(String text) {
        return json.readValue(text, Product.class);
    }
}
