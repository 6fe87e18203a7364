package dev.tradewind.catalog.stores;

import dev.tradewind.cache.Caches;
import dev.tradewind.cache.ReadCache;
import dev.tradewind.cache.Shape;
import dev.tradewind.catalog.access.Viewer;
import dev.tradewind.catalog.domain.UnknownStore;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
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

    /// What a list has to know of a store itself.
    record Standing(UUID id, Instant createdAt, long version) {}

    StoreView show(UUID id, Viewer viewer) {
        return find(id).filter(it -> it.isShownTo(viewer)).orElseThrow(() -> new UnknownStore(id));
    }

    Optional<StoreView> find(UUID id) {
        return pages.find(id, it -> stores.findById(it).map(Store::view));
    }

    /// Which stores there are and how new they are is always read from the truth, so that a list is never older than
    /// it; what they look like mostly comes from copies.
    Page<StoreView> list(Specification<Store> wanted, PageRequest request) {
        var rows = stores.findBy(
                wanted,
                query -> query.as(Standing.class)
                        .sortBy(Sort.by("createdAt", "id"))
                        .limit(request.rows())
                        .all());
        var page = Page.of(request, rows, it -> Cursor.after(it.createdAt(), it.id()));
        var versions = page.items().stream().collect(Collectors.toMap(Standing::id, Standing::version));
        var views = pages.findAll(
                versions,
                missing -> stores.findAllById(missing).stream().collect(Collectors.toMap(Store::getId, Store::view)));
        return page.map(it -> Objects.requireNonNull(views.get(it.id())));
    }
}
