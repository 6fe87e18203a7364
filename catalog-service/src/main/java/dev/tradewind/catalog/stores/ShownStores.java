package dev.tradewind.catalog.stores;

import dev.tradewind.cache.Caches;
import dev.tradewind.cache.ReadCache;
import dev.tradewind.cache.Shape;
import dev.tradewind.catalog.domain.UnknownStore;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Stores as people see them: read through copies, and never older than what was heard of.
@Component
class ShownStores {

    static final String CACHE = "stores";

    private final ReadCache<UUID, StoreView> pages;
    private final Stores stores;

    ShownStores(Caches caches, Stores stores) {
        this.pages = caches.open(Shape.of(CACHE, StoreView.class, StoreView::version));
        this.stores = stores;
    }

    StoreView show(UUID id) {
        return pages.find(id, it -> stores.findById(it).map(Store::view)).orElseThrow(() -> new UnknownStore(id));
    }
}
