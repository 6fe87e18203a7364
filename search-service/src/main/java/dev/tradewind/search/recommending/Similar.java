package dev.tradewind.search.recommending;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import dev.tradewind.search.asking.Asking;
import dev.tradewind.search.asking.SearchAway;
import dev.tradewind.search.listing.Product;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Asks Elasticsearch what is like a product. While it is away nothing is.
@Component
class Similar {

    private final Asking asking;

    Similar(Asking asking) {
        this.asking = asking;
    }

    /// Products of the same organisation, most alike first.
    List<UUID> to(Product product, Collection<UUID> except, int most) {
        try {
            return asking.ask(List.of(question(product, except, most)), Void.class).getFirst().hits().hits().stream()
                    .map(hit -> UUID.fromString(Objects.requireNonNull(hit.id())))
                    .toList();
        } catch (SearchAway _) {
            return List.of();
        }
    }

    private static SearchRequestBody question(Product product, Collection<UUID> except, int most) {
        return Asking.question()
                .source(source -> source.fetch(false))
                .size(most)
                .query(query -> query.bool(alike(product, except)))
                .sort(by -> by.score(score -> score.order(SortOrder.Desc)))
                .sort(by -> by.field(field -> field.field("id").order(SortOrder.Asc)))
                .build();
    }

    private static BoolQuery alike(Product product, Collection<UUID> except) {
        var what = Stream.of(product.title(), product.category(), product.brand())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return BoolQuery.of(it -> it.filter(term("organizationId", product.organizationId()))
                .filter(filter -> filter.term(term -> term.field("inStock").value(true)))
                .mustNot(not -> not.ids(
                        ids -> ids.values(except.stream().map(UUID::toString).toList())))
                .should(like(List.of("title", "category.text", "brand.text"), what, 2f))
                .should(like(List.of("description"), product.description(), 1f))
                .minimumShouldMatch("1"));
    }

    private static Query term(String field, UUID value) {
        return Query.of(it -> it.term(term -> term.field(field).value(value.toString())));
    }

    private static Query like(List<String> fields, String text, float boost) {
        return Query.of(it -> it.moreLikeThis(like -> like.fields(fields)
                .like(some -> some.text(text))
                .minTermFreq(1)
                .minDocFreq(1)
                .maxQueryTerms(25)
                .boost(boost)));
    }
}
