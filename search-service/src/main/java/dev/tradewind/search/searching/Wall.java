package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Members see what their own organisation sells, everybody else what is on public shelves.
final class Wall {

    private Wall() {}

    /// @param hidden the stores that are private to others
    static List<Query> around(@Nullable UUID organization, Set<UUID> hidden) {
        if (organization != null) {
            return List.of(
                    Query.of(it -> it.term(term -> term.field("organizationId").value(organization.toString()))));
        }
        return hidden.isEmpty() ? List.of() : List.of(Query.of(it -> it.bool(not -> not.mustNot(in(hidden)))));
    }

    private static Query in(Set<UUID> stores) {
        var values = stores.stream().map(it -> FieldValue.of(it.toString())).toList();
        return Query.of(it -> it.terms(terms -> terms.field("storeId").terms(some -> some.value(values))));
    }
}
