package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.util.NamedValue;
import dev.tradewind.search.indexing.Document;
import dev.tradewind.search.indexing.ProductIndex;
import dev.tradewind.search.searching.Found.Facet;
import dev.tradewind.search.searching.Found.Item;
import dev.tradewind.web.PageRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks Elasticsearch.
@Component
class Search {

    private static final Logger log = LoggerFactory.getLogger(Search.class);
    private static final List<String> FACETS = List.of("category", "brand");
    private static final int MAX_VALUES = 50;
    private static final String PATIENCE = "3s";

    private final ElasticsearchClient client;
    private final ProductIndex index;

    Search(ElasticsearchClient client, ProductIndex index) {
        this.client = client;
        this.index = index;
    }

    Found find(Wanted wanted, Order order, PageRequest page) {
        var request = request(wanted, order, page);
        try {
            return found(client.search(request, Document.class), order, page);
        } catch (IOException away) {
            throw away(away);
        } catch (ElasticsearchException refused) {
            // A request that Elasticsearch calls wrong is our mistake, for everything that comes from outside is
            // checked.
            if (refused.status() == 400) {
                throw refused;
            }
            throw away(refused);
        }
    }

    private static SearchAway away(Exception cause) {
        log.atWarn().setCause(cause).log("Elasticsearch does not answer");
        return new SearchAway();
    }

    private SearchRequest request(Wanted wanted, Order order, PageRequest page) {
        var request = new SearchRequest.Builder()
                .index(index.alias())
                .query(wanted.query())
                .sort(order.options())
                .trackScores(true)
                .trackTotalHits(it -> it.enabled(true))
                .size(page.rows())
                .timeout(PATIENCE)
                .highlight(highlight());
        FACETS.forEach(name -> request.aggregations(
                name, it -> it.terms(terms -> terms.field(name).size(MAX_VALUES))));
        var after = page.after();
        if (after != null) {
            request.searchAfter(order.after(after));
        }
        return request.build();
    }

    /// Texts are escaped before matches are marked, so that a client may show the result as it is.
    private static Highlight highlight() {
        return Highlight.of(it -> it.encoder(HighlighterEncoder.Html)
                .fields(
                        NamedValue.of("title", HighlightField.of(field -> field.numberOfFragments(0))),
                        NamedValue.of("description", HighlightField.of(field -> field.numberOfFragments(2)))));
    }

    private static Found found(SearchResponse<Document> answer, Order order, PageRequest page) {
        var hits = answer.hits().hits();
        var shown = hits.subList(0, Math.min(hits.size(), page.limit()));
        var next = hits.size() > page.limit() ? order.cursor(shown.getLast().sort()) : null;
        var total = Objects.requireNonNull(answer.hits().total()).value();
        return new Found(shown.stream().map(Search::item).toList(), total, facets(answer), null, next, answer.took());
    }

    private static Item item(Hit<Document> hit) {
        return Item.of(Objects.requireNonNull(hit.source()), hit.score(), hit.highlight());
    }

    private static Map<String, List<Facet>> facets(SearchResponse<Document> answer) {
        var facets = new LinkedHashMap<String, List<Facet>>();
        for (var name : FACETS) {
            facets.put(
                    name,
                    Objects.requireNonNull(answer.aggregations().get(name)).sterms().buckets().array().stream()
                            .map(it -> new Facet(it.key().stringValue(), it.docCount()))
                            .toList());
        }
        return facets;
    }
}
