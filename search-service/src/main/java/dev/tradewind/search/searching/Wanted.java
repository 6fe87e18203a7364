package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.tradewind.search.indexing.Document;
import dev.tradewind.web.BadParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody looks for. Text is only ever matched against the fields named here; no query language reaches
/// Elasticsearch from outside.
///
/// @param organization the only one whose products are shown; null shows those of all
record Wanted(
        @Nullable UUID organization,
        @Nullable String text,
        @Nullable String category,
        @Nullable String brand,
        @Nullable UUID store,
        @Nullable Boolean inStock,
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        Map<String, String> attributes) {

    private static final int MAX_TEXT = 200;
    private static final String FUZZINESS = "AUTO";
    private static final List<String> FIELDS = List.of("title^2", "brand.text", "category.text", "description");

    Wanted {
        attributes = Map.copyOf(attributes);
        notLong("q", text);
        notLong("category", category);
        notLong("brand", brand);
        attributes.forEach((name, value) -> notLong("attr." + name, value));
        notNegative("minPrice", minPrice);
        notNegative("maxPrice", maxPrice);
        if (minPrice != null && maxPrice != null && minPrice > maxPrice) {
            throw new BadParameter("minPrice", "must not be more than maxPrice");
        }
    }

    Query query() {
        return Query.of(it -> it.bool(all()));
    }

    /// Every word has to be somewhere, be it in the title, the brand or elsewhere; where it is decides the rank.
    private BoolQuery all() {
        var all = new BoolQuery.Builder().filter(filters());
        if (text != null && !text.isBlank()) {
            var words = Query.of(it -> it.match(match -> match.field("everything")
                    .query(text)
                    .operator(Operator.And)
                    .fuzziness(FUZZINESS)
                    .prefixLength(1)));
            var beginning = Query.of(it ->
                    it.match(match -> match.field("title.start").query(text).operator(Operator.And)));
            var number = Query.of(
                    it -> it.term(term -> term.field("sku").value(text.strip()).boost(5f)));
            all.must(it -> it.bool(any -> any.should(words, beginning, number)))
                    .should(it -> it.multiMatch(match -> match.query(text)
                            .fields(FIELDS)
                            .fuzziness(FUZZINESS)
                            .prefixLength(1)));
        }
        return all.build();
    }

    private List<Query> filters() {
        var filters = new ArrayList<Query>();
        equal(filters, "organizationId", organization);
        equal(filters, "storeId", store);
        equal(filters, "category", category);
        equal(filters, "brand", brand);
        attributes.forEach((name, value) -> equal(filters, "attributeValues", Document.attributeValue(name, value)));
        if (inStock != null) {
            filters.add(Query.of(it -> it.term(term -> term.field("inStock").value(inStock))));
        }
        if (minPrice != null || maxPrice != null) {
            filters.add(Query.of(it -> it.range(range -> range.longNumber(
                    price -> price.field("price.amount").gte(minPrice).lte(maxPrice)))));
        }
        return filters;
    }

    private static void equal(List<Query> filters, String field, @Nullable Object value) {
        if (value != null) {
            filters.add(Query.of(it -> it.term(term -> term.field(field).value(value.toString()))));
        }
    }

    private static void notLong(String name, @Nullable String value) {
        if (value != null && value.length() > MAX_TEXT) {
            throw new BadParameter(name, "must not be longer than " + MAX_TEXT + " characters");
        }
    }

    private static void notNegative(String name, @Nullable Long value) {
        if (value != null && value < 0) {
            throw new BadParameter(name, "must not be negative");
        }
    }
}
