package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchItem;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import dev.tradewind.search.asking.Asking;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Completes what somebody types: categories and brands first, then titles, the popular ones before the others. When
/// nothing begins like that, titles that are spelt alike.
@Component
class Suggestions {

    private static final int MOST_GROUPS = 3;

    private final Asking asking;

    Suggestions(Asking asking) {
        this.asking = asking;
    }

    enum Kind {
        CATEGORY,
        BRAND,
        PRODUCT
    }

    /// @param productId null when it is not a product's title
    record Suggestion(String text, Kind kind, @Nullable UUID productId) {}

    /// What is read of a document.
    record Named(UUID id, String title) {}

    List<Suggestion> of(String text, int limit, @Nullable UUID organization, Set<UUID> hidden) {
        var wall = Wall.around(organization, hidden);
        var answers = asking.ask(
                List.of(
                        groups("category", beginning("category.start", text), wall),
                        groups("brand", beginning("brand.start", text), wall),
                        titles(beginning("title.start", text), wall, limit)),
                Named.class);
        var groups = Stream.concat(
                        names(answers.get(0)).map(it -> new Suggestion(it, Kind.CATEGORY, null)),
                        names(answers.get(1)).map(it -> new Suggestion(it, Kind.BRAND, null)))
                .toList();
        var products = products(answers.get(2));
        if (groups.isEmpty() && products.isEmpty()) {
            products = products(asking.ask(List.of(titles(alike(text), wall, limit)), Named.class)
                    .getFirst());
        }
        var all = new ArrayList<Suggestion>(groups);
        all.addAll(products);
        return all.stream().limit(limit).toList();
    }

    private static SearchRequestBody groups(String field, Query query, List<Query> wall) {
        return Asking.question()
                .size(0)
                .query(it -> it.bool(all -> all.filter(query).filter(wall)))
                .aggregations(
                        field,
                        Aggregation.of(
                                it -> it.terms(terms -> terms.field(field).size(MOST_GROUPS))))
                .build();
    }

    private static SearchRequestBody titles(Query query, List<Query> wall, int limit) {
        return Asking.question()
                .size(limit)
                .query(it -> it.bool(all -> all.must(query).filter(wall)))
                .collapse(it -> it.field("title.whole"))
                .sort(by("_score", SortOrder.Desc), by("popularity", SortOrder.Desc), by("id", SortOrder.Asc))
                .source(it -> it.filter(fields -> fields.includes("id", "title")))
                .build();
    }

    private static SortOptions by(String field, SortOrder direction) {
        return field.equals("_score")
                ? SortOptions.of(it -> it.score(score -> score.order(direction)))
                : SortOptions.of(it -> it.field(by -> by.field(field).order(direction)));
    }

    private static Query beginning(String field, String text) {
        return Query.of(it -> it.constantScore(score -> score.filter(
                filter -> filter.match(match -> match.field(field).query(text).operator(Operator.And)))));
    }

    private static Query alike(String text) {
        return Query.of(it -> it.match(match -> match.field("title")
                .query(text)
                .operator(Operator.And)
                .fuzziness("AUTO")
                .prefixLength(1)
                .maxExpansions(30)));
    }

    private static Stream<String> names(MultiSearchItem<Named> answer) {
        return answer.aggregations().values().stream()
                .filter(Aggregate::isSterms)
                .flatMap(it -> it.sterms().buckets().array().stream())
                .map(it -> it.key().stringValue());
    }

    private static List<Suggestion> products(MultiSearchItem<Named> answer) {
        return answer.hits().hits().stream()
                .map(it -> Objects.requireNonNull(it.source()))
                .map(it -> new Suggestion(it.title(), Kind.PRODUCT, it.id()))
                .toList();
    }
}
