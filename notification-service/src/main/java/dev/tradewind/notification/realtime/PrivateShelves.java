package dev.tradewind.notification.realtime;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Column;
import dev.tradewind.messaging.Received;
import dev.tradewind.web.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Some stores are for people of their organisation only. How their stock
/// changes would tell everybody else what they sell.
@Component
class PrivateShelves implements BatchHandler<CatalogEvent> {

    private final JdbcClient jdbc;

    PrivateShelves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether the product is none of the caller's business.
    boolean hide(UUID productId, @Nullable Caller caller) {
        if (caller != null && caller.is(Caller.Role.OPERATOR)) {
            return false;
        }
        return jdbc.sql("""
                select exists (
                    select from shelf_products join shelf_stores using (store_id)
                    where product_id = ? and members_only and organization_id is distinct from cast(? as uuid))
                """)
                .param(productId)
                .param(caller == null ? null : caller.organizationId())
                .query((row, _) -> row.getBoolean(1))
                .single();
    }

    @Override
    public void handle(List<Received<CatalogEvent>> batch) {
        var products = new TreeMap<UUID, UUID>();
        var stores = new TreeMap<UUID, StoreChanged>();
        for (var received : batch) {
            switch (received.message()) {
                case ProductCreated it -> products.put(it.key(), it.product().storeId());
                case ProductUpdated it -> products.put(it.key(), it.product().storeId());
                case StoreChanged it -> stores.merge(it.storeId(), it, (a, b) -> a.sequence() > b.sequence() ? a : b);
                case ProductDeleted _ -> {}
            }
        }
        keepProducts(products.entrySet());
        keepStores(stores.values());
    }

    private void keepProducts(Collection<Map.Entry<UUID, UUID>> products) {
        if (!products.isEmpty()) {
            jdbc.sql("""
                    insert into shelf_products (product_id, store_id)
                    select * from unnest(:products, :stores)
                    on conflict do nothing
                    """)
                    .param("products", Column.uuids(products, Map.Entry::getKey))
                    .param("stores", Column.uuids(products, Map.Entry::getValue))
                    .update();
        }
    }

    private void keepStores(Collection<StoreChanged> stores) {
        if (!stores.isEmpty()) {
            jdbc.sql("""
                    insert into shelf_stores as known (store_id, organization_id, version, members_only)
                    select * from unnest(:stores, :organizations, :versions, :membersOnly)
                    on conflict (store_id) do update
                    set version = excluded.version, members_only = excluded.members_only
                    where known.version < excluded.version
                    """)
                    .param("stores", Column.uuids(stores, StoreChanged::storeId))
                    .param("organizations", Column.uuids(stores, StoreChanged::organizationId))
                    .param("versions", Column.numbers(stores, StoreChanged::sequence))
                    .param("membersOnly", Column.flags(stores, StoreChanged::keepsStrangersOut))
                    .update();
        }
    }
}
