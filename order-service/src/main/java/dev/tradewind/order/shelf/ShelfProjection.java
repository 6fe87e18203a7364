package dev.tradewind.order.shelf;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.Product;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import dev.tradewind.order.persistence.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Keeps the newest version of every product and store; an older one, or the same again, changes nothing.
@Configuration(proxyBeanMethods = false)
class ShelfProjection {

    private record Fact(
            UUID id,
            UUID organizationId,
            long version,
            @Nullable Product product) {}

    private final JdbcClient jdbc;

    ShelfProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Bean
    Subscription<CatalogEvent> orderShelf() {
        return Subscription.<CatalogEvent>ofBatches("order-shelf", Set.of(CatalogEvent.class), this::update)
                .withoutInbox();
    }

    private void update(List<Received<CatalogEvent>> batch) {
        var products = new LinkedHashMap<UUID, Fact>();
        var stores = new LinkedHashMap<UUID, StoreChanged>();
        for (var received : batch) {
            switch (received.message()) {
                case ProductCreated it -> keepNewest(products, fact(it, it.product()));
                case ProductUpdated it -> keepNewest(products, fact(it, it.product()));
                case ProductDeleted it -> keepNewest(products, fact(it, null));
                case StoreChanged it -> stores.merge(it.storeId(), it, (a, b) -> a.sequence() > b.sequence() ? a : b);
            }
        }
        updateProducts(new Rows<>(sorted(products)));
        updateStores(new Rows<>(sorted(stores)));
    }

    private static Fact fact(CatalogEvent event, @Nullable Product product) {
        return new Fact(event.key(), event.organizationId(), event.sequence(), product);
    }

    private static void keepNewest(Map<UUID, Fact> facts, Fact fact) {
        facts.merge(fact.id(), fact, (a, b) -> a.version() > b.version() ? a : b);
    }

    /// In the order of ids, so that two who write never wait for each other.
    private static <T> List<T> sorted(Map<UUID, T> facts) {
        return facts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    private void updateProducts(Rows<Fact> rows) {
        if (rows.rows().isEmpty()) {
            return;
        }
        jdbc.sql("""
            insert into shelf_products as old
                (product_id, organization_id, store_id, title, price, currency, version)
            select * from unnest(:ids::uuid[], :organizations::uuid[], :stores::uuid[], :titles::text[],
                                 :prices::bigint[], :currencies::text[], :versions::bigint[])
            on conflict (product_id) do update
            set organization_id = excluded.organization_id, store_id = excluded.store_id, title = excluded.title,
                price = excluded.price, currency = excluded.currency, version = excluded.version
            where old.version < excluded.version
            """)
                .param("ids", rows.texts(Fact::id))
                .param("organizations", rows.texts(Fact::organizationId))
                .param(
                        "stores",
                        rows.texts(
                                it -> it.product() == null ? null : it.product().storeId()))
                .param(
                        "titles",
                        rows.texts(
                                it -> it.product() == null ? null : it.product().title()))
                .param(
                        "prices",
                        rows.texts(it -> it.product() == null
                                ? null
                                : it.product().price().amount()))
                .param(
                        "currencies",
                        rows.texts(it -> it.product() == null
                                ? null
                                : it.product().price().currency()))
                .param("versions", rows.numbers(Fact::version))
                .update();
    }

    private void updateStores(Rows<StoreChanged> rows) {
        if (rows.rows().isEmpty()) {
            return;
        }
        jdbc.sql("""
            insert into shelf_stores as old
                (store_id, organization_id, open, fulfilment, order_prefix, reservation_seconds, version)
            select * from unnest(:ids::uuid[], :organizations::uuid[], :open::boolean[], :fulfilments::text[],
                                 :prefixes::text[], :seconds::int[], :versions::bigint[])
            on conflict (store_id) do update
            set organization_id = excluded.organization_id, open = excluded.open, fulfilment = excluded.fulfilment,
                order_prefix = excluded.order_prefix, reservation_seconds = excluded.reservation_seconds,
                version = excluded.version
            where old.version < excluded.version
            """)
                .param("ids", rows.texts(StoreChanged::storeId))
                .param("organizations", rows.texts(StoreChanged::organizationId))
                .param("open", rows.texts(it -> it.status().equals("OPEN")))
                .param("fulfilments", rows.texts(StoreChanged::fulfilment))
                .param("prefixes", rows.texts(StoreChanged::orderPrefix))
                .param("seconds", rows.texts(StoreChanged::reservationSeconds))
                .param("versions", rows.numbers(StoreChanged::sequence))
                .update();
    }
}
