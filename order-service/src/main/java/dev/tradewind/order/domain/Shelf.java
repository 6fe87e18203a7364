package dev.tradewind.order.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The products and stores as the catalogue last announced them; our own copy, so that no order waits for a call.
public interface Shelf {

    /// The products among these that this organisation sells, and their stores.
    Goods of(UUID organizationId, Collection<UUID> productIds);

    record Goods(List<Product> products, Map<UUID, Store> stores) {

        public Goods {
            products = List.copyOf(products);
            stores = Map.copyOf(stores);
        }
    }
}
