package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchItem;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import co.elastic.clients.util.NamedValue;
import dev.tradewind.search.asking.Asking;
import dev.tradewind.search.indexing.Document;
import dev.tradewind.search.searching.Found.Facet;
import dev.tradewind.search.searching.Found.Item;
import dev.tradewind.web.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds products.
///
/// One request holds several questions: what fits all filters, with the facets that nothing was chosen from, and for
/// each of the others what fits all filters but its own. Each of them looks at as few products as it can.
@Component
class Search {

    private final Asking asking;
    private final Spelling spelling;

    Search(Asking asking, Spelling spelling) {
        this.asking = asking;
        this.spelling = spelling;
    }

    Found find(Wanted wanted, Order order, PageRequest page) {
        var after = page.after();
        if (after != null) {
            return find(order.words(after), wanted, order, page, null);
        }
        var exact = find(Words.EXACT, wanted, order, page, null);
        var text = wanted.text();
        if (text == null || exact.total() > 0) {
            return exact;
        }
        return spelling.guesses(wanted, text)
                .map(it -> find(Words.MISSPELT, wanted, order, page, spelling.meant(wanted, it)))
                .orElse(exact);
    }

    private Found find(Words words, Wanted wanted, Order order, PageRequest page, @Nullable String didYouMean) {
        var wall = Wall.around(wanted.organization(), wanted.hidden());
        var filters = Filters.of(wanted);
        var questions = new ArrayList<SearchRequestBody>();
        var fitting = and(wall, filters.all());
        var query = order.needsScores() ? words.query(wanted.text(), fitting) : words.anyhow(wanted.text(), fitting);
        questions.add(hits(query, marks(words, wanted.text()), Facets.open(filters), order, page));
        for (var facet : filters.chosen()) {
            questions.add(Asking.question()
                    .size(0)
                    .query(words.anyhow(wanted.text(), and(wall, filters.allBut(facet))))
                    .aggregations(Facets.alternatives(facet))
                    .build());
        }
        var answers = asking.ask(questions, Document.class);
        var facets = Facets.readOpen(answers.getFirst().aggregations());
        var position = 1;
        for (var facet : filters.chosen()) {
            facets.put(
                    facet, Facets.readAlternatives(facet, answers.get(position).aggregations()));
            position++;
        }
        return found(answers, facets, words, order, page, didYouMean);
    }

    private static SearchRequestBody hits(
            Query query, @Nullable Highlight marks, Map<String, Aggregation> facets, Order order, PageRequest page) {
        var question = Asking.question()
                .query(query)
                .sort(order.options())
                .trackScores(order.needsScores())
                .trackTotalHits(it -> it.enabled(true))
                .size(page.rows())
                .highlight(marks)
                .aggregations(facets);
        var after = page.after();
        if (after != null) {
            question.searchAfter(order.after(after));
        }
        return question.build();
    }

    /// Texts are escaped before matches are marked, so that a client may show the result as it is. What is marked is
    /// what would make a product fit better, in whichever order they come.
    private static @Nullable Highlight marks(Words words, @Nullable String text) {
        return text == null
                ? null
                : Highlight.of(it -> it.encoder(HighlighterEncoder.Html)
                        .highlightQuery(words.ranked(text))
                        .fields(
                                NamedValue.of(
                                        "title", marked("title", "title.start").build()),
                                NamedValue.of(
                                        "description", marked("description").build())));
    }

    private static HighlightField.Builder marked(String field, String... more) {
        var fields = new ArrayList<>(List.of(field, field + ".english", field + ".portuguese"));
        fields.addAll(List.of(more));
        return new HighlightField.Builder().matchedFields(fields).numberOfFragments(field.equals("title") ? 0 : 2);
    }

    private static Found found(
            List<MultiSearchItem<Document>> answers,
            Map<String, List<Facet>> facets,
            Words words,
            Order order,
            PageRequest page,
            @Nullable String didYouMean) {
        var first = answers.getFirst();
        var hits = first.hits().hits();
        var shown = hits.subList(0, Math.min(hits.size(), page.limit()));
        var next =
                hits.size() > page.limit() ? order.cursor(words, shown.getLast().sort()) : null;
        var total = Objects.requireNonNull(first.hits().total()).value();
        return new Found(
                shown.stream().map(Search::item).toList(),
                total,
                facets,
                didYouMean,
                next,
                answers.stream().mapToLong(MultiSearchItem::took).max().orElse(0));
    }

    private static Item item(Hit<Document> hit) {
        return Item.of(Objects.requireNonNull(hit.source()), hit.score(), hit.highlight());
    }

    private static List<Query> and(List<Query> some, List<Query> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
