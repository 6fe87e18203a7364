package dev.tradewind.catalog.products;

import dev.tradewind.cache.Caches;
import dev.tradewind.cache.ReadCache;
import dev.tradewind.cache.Shape;
import dev.tradewind.catalog.access.Viewer;
import dev.tradewind.catalog.domain.UnknownProduct;
import dev.tradewind.catalog.stores.PrivateStores;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/// Products as people see them: read through copies, and never older than what was heard of.
@Component
class ShownProducts {

    static final String CACHE = "products";

    private final ReadCache<UUID, ProductView> pages;
    private final Products products;
    private final PrivateStores privateStores;

    ShownProducts(Caches caches, Products products, PrivateStores privateStores) {
        this.pages = caches.open(Shape.of(CACHE, ProductView.class, ProductView::version));
        this.products = products;
        this.privateStores = privateStores;
    }

    /// What a list has to know of a product itself.
    record Standing(UUID id, Instant createdAt, long version) {}

    ProductView show(UUID id, Viewer viewer) {
        return pages.find(id, it -> products.look(it).map(Product::view))
                .filter(it -> !privateStores.hide(it.storeId(), viewer))
                .orElseThrow(() -> new UnknownProduct(id));
    }

    /// Which products stand on a shelf and how new they are is always read from the truth, so that a list is never
    /// older than it; what they look like mostly comes from copies.
    Page<ProductView> list(Shelf shelf, PageRequest request) {
        var rows = products.findBy(
                shelf.behind(request.after()),
                query -> query.as(Standing.class)
                        .sortBy(Sort.by("createdAt", "id"))
                        .limit(request.rows())
                        .all());
        var page = Page.of(request, rows, it -> Cursor.after(it.createdAt(), it.id()));
        var versions = page.items().stream().collect(Collectors.toMap(Standing::id, Standing::version));
        var views = pages.findAll(versions, this::load);
        return new Page<>(
                page.items().stream()
                        .map(it -> views.get(it.id()))
                        .filter(Objects::nonNull)
                        .toList(),
                page.nextCursor());
    }

    /// Without those that were deleted a moment ago.
    private Map<UUID, ProductView> load(Set<UUID> ids) {
        return products.findAllById(ids).stream()
                .filter(it -> !it.isDeleted())
                .collect(Collectors.toMap(Product::getId, Product::view));
    }
}
