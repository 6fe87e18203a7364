package dev.tradewind.catalog.products;

import dev.tradewind.cache.Caches;
import dev.tradewind.cache.ReadCache;
import dev.tradewind.cache.Shape;
import dev.tradewind.catalog.domain.UnknownProduct;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Product pages as people see them: read through copies, and never older than what was heard of.
@Component
class ShownProducts {

    static final String CACHE = "products";

    private final ReadCache<UUID, ProductView> pages;
    private final Products products;

    ShownProducts(Caches caches, Products products) {
        this.pages = caches.open(Shape.of(CACHE, ProductView.class, ProductView::version));
        this.products = products;
    }

    ProductView show(UUID id) {
        return pages.find(id, it -> products.look(it).map(Product::view)).orElseThrow(() -> new UnknownProduct(id));
    }
}
