package dev.tradewind.catalog.stores;

import dev.tradewind.catalog.access.Viewer;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Some stores are for the people of their organisation only. Everybody else is told that neither they nor their
/// products
/// exist.
@Component
public class PrivateStores {

    /// The same as a part of a statement, for the names `:all` and `:organization`.
    public static final String SHOWN = """
            (:all or store_id not in (
                select id from stores
                where members_only and organization_id is distinct from cast(:organization as uuid)))
            """;

    private final ShownStores shown;

    PrivateStores(ShownStores shown) {
        this.shown = shown;
    }

    /// Whether the store is none of the viewer's business.
    public boolean hide(UUID storeId, Viewer viewer) {
        return !shown.find(storeId).filter(it -> it.isShownTo(viewer)).isPresent();
    }

    /// That the store of a row is not hidden from the viewer.
    public static Predicate shown(
            Expression<UUID> storeId, Viewer viewer, CriteriaQuery<?> query, CriteriaBuilder where) {
        if (viewer.seesAll()) {
            return where.conjunction();
        }
        var hidden = query.subquery(UUID.class);
        var store = hidden.from(Store.class);
        var isPrivate = where.isTrue(store.get("membersOnly"));
        var organization = viewer.organizationId();
        hidden.select(store.get("id"))
                .where(
                        organization == null
                                ? isPrivate
                                : where.and(isPrivate, where.notEqual(store.get("organizationId"), organization)));
        return where.not(storeId.in(hidden));
    }
}
