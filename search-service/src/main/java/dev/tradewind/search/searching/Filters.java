package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.tradewind.search.indexing.Document;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The conditions of a search by the names of their facets, in Elasticsearch's words.
record Filters(Map<String, Query> byFacet) {

    static final String ATTRIBUTE = "attr.";

    static Filters of(Wanted wanted) {
        var filters = new LinkedHashMap<String, Query>();
        oneOf(filters, "category", "category", wanted.categories());
        oneOf(filters, "brand", "brand", wanted.brands());
        oneOf(filters, "store", "storeId", wanted.stores());
        var inStock = wanted.inStock();
        if (inStock != null) {
            filters.put(
                    "inStock",
                    Query.of(it -> it.term(term -> term.field("inStock").value(inStock))));
        }
        if (wanted.minPrice() != null || wanted.maxPrice() != null) {
            filters.put("price", between(wanted.minPrice(), wanted.maxPrice()));
        }
        wanted.attributes()
                .forEach((name, values) -> oneOf(
                        filters,
                        ATTRIBUTE + name,
                        "attributeValues",
                        values.stream()
                                .map(value -> Document.attributeValue(name, value))
                                .toList()));
        return new Filters(filters);
    }

    /// The facets that something was chosen from.
    Set<String> chosen() {
        return byFacet.keySet();
    }

    List<Query> all() {
        return List.copyOf(byFacet.values());
    }

    /// What holds for the alternatives of one facet.
    List<Query> allBut(String facet) {
        return byFacet.entrySet().stream()
                .filter(it -> !it.getKey().equals(facet))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static void oneOf(Map<String, Query> filters, String facet, String field, Collection<?> values) {
        if (!values.isEmpty()) {
            var allowed =
                    values.stream().map(it -> FieldValue.of(it.toString())).toList();
            filters.put(
                    facet, Query.of(it -> it.terms(terms -> terms.field(field).terms(in -> in.value(allowed)))));
        }
    }

    private static Query between(@Nullable Long least, @Nullable Long most) {
        return Query.of(it -> it.range(range ->
                range.longNumber(price -> price.field("price.amount").gte(least).lte(most))));
    }
}
