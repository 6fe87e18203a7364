package dev.tradewind.catalog.products;

import dev.tradewind.catalog.access.Viewer;
import dev.tradewind.catalog.stores.PrivateStores;
import dev.tradewind.web.Cursor;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/// What of the catalog is asked for. Naming a store shows that store, whoever asks.
record Shelf(
        Viewer viewer,
        @Nullable UUID store,
        @Nullable String category,
        @Nullable String sku) {

    /// The products behind a place in the list, oldest first.
    Specification<Product> behind(@Nullable Cursor after) {
        return (product, query, where) -> {
            var all = new ArrayList<Predicate>();
            all.add(where.isNull(product.get("deletedAt")));
            if (store == null && viewer.organizationId() != null) {
                all.add(where.equal(product.get("organizationId"), viewer.organizationId()));
            } else {
                all.add(PrivateStores.shown(product.get("storeId"), viewer, query, where));
            }
            if (store != null) {
                all.add(where.equal(product.get("storeId"), store));
            }
            if (category != null) {
                all.add(where.equal(product.get("category"), category));
            }
            if (sku != null) {
                all.add(where.equal(product.get("sku"), sku));
            }
            if (after != null) {
                all.add(younger(product, where, after));
            }
            return where.and(all.toArray(Predicate[]::new));
        };
    }

    private static Predicate younger(Root<Product> product, CriteriaBuilder where, Cursor after) {
        var at = after.instant(0);
        return where.or(
                where.greaterThan(product.get("createdAt"), at),
                where.and(
                        where.equal(product.get("createdAt"), at),
                        where.greaterThan(product.get("id"), after.uuid(1))));
    }
}
