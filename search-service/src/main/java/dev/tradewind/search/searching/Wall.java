package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Members see what their own organisation sells, everybody else what is on public shelves.
final class Wall {

    private Wall() {}

    static List<Query> around(@Nullable UUID organization) {
        return organization == null
                ? List.of()
                : List.of(Query.of(
                        it -> it.term(term -> term.field("organizationId").value(organization.toString()))));
    }
}
