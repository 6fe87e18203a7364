package dev.tradewind.catalog.reviewing;

import static java.util.Comparator.comparing;

import dev.tradewind.contracts.AccountEvent;
import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderCompleted;
import dev.tradewind.contracts.OrderEvent.OrderDelivered;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hears who got what, and forgets who was erased with everything they said.
@Configuration(proxyBeanMethods = false)
class CustomerNews {

    private final JdbcClient jdbc;
    private final Clock clock;

    CustomerNews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Purchase(UUID customerId, UUID productId, String at) {}

    @Bean
    Subscription<OrderEvent> catalogPurchases() {
        return Subscription.ofBatches(
                "catalog-purchases", Set.of(OrderDelivered.class, OrderCompleted.class), this::remember);
    }

    @Bean
    Subscription<AccountEvent> catalogCustomers() {
        return Subscription.ofBatches("catalog-customers", Set.of(AccountErased.class), this::forget);
    }

    private void remember(List<Received<OrderEvent>> batch) {
        var purchases = batch.stream()
                .flatMap(it -> purchases(it.message()))
                .sorted(comparing(Purchase::customerId).thenComparing(Purchase::productId))
                .toList();
        // Whoever is being erased is erased before or after, and not in between. Those who remember do not wait for
        // each other.
        jdbc.sql("lock table erased_customers in share mode").update();
        jdbc.sql("""
                insert into purchases (customer_id, product_id, received_at)
                select * from unnest(:customers::uuid[], :products::uuid[], :times::timestamptz[])
                    as it (customer_id, product_id, received_at)
                where not exists (select from erased_customers erased where erased.customer_id = it.customer_id)
                on conflict (customer_id, product_id) do nothing
                """)
                .param("customers", texts(purchases.stream().map(Purchase::customerId)))
                .param("products", texts(purchases.stream().map(Purchase::productId)))
                .param("times", texts(purchases.stream().map(Purchase::at)))
                .update();
    }

    private static Stream<Purchase> purchases(OrderEvent event) {
        var products = switch (event) {
            case OrderDelivered it -> it.productIds();
            case OrderCompleted it -> it.productIds();
            default -> List.<UUID>of();
        };
        return products.stream()
                .map(it ->
                        new Purchase(event.customerId(), it, event.occurredAt().toString()));
    }

    /// The sums are locked first and in the order of ids, as by those who write reviews.
    private void forget(List<Received<AccountEvent>> batch) {
        var customers = texts(batch.stream().map(it -> it.message().key()).sorted());
        jdbc.sql("""
                insert into erased_customers (customer_id, erased_at)
                select customer_id, ? from unnest(?::uuid[]) as it (customer_id)
                on conflict do nothing
                """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), customers)
                .update();
        jdbc.sql("delete from purchases where customer_id = any (?::uuid[])")
                .param(customers)
                .update();
        jdbc.sql("""
                select product_id from ratings
                where product_id in (select product_id from reviews where customer_id = any (?::uuid[]))
                order by product_id
                for update
                """).param(customers).query().listOfRows();
        jdbc.sql("""
                with gone as (
                    delete from reviews where customer_id = any (?::uuid[]) returning product_id, rating
                ), less as (
                    select product_id, count(*) as count, sum(rating) as stars from gone group by product_id
                )
                update ratings
                set count = ratings.count - less.count, stars = ratings.stars - less.stars, told = false
                from less
                where ratings.product_id = less.product_id
                """).param(customers).update();
    }

    private static String[] texts(Stream<?> values) {
        return values.map(Object::toString).toArray(String[]::new);
    }
}
