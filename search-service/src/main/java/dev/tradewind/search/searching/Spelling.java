package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch._types.SuggestMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import co.elastic.clients.elasticsearch.core.search.Suggester;
import dev.tradewind.search.asking.Asking;
import dev.tradewind.search.indexing.Document;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Guesses what somebody meant to write.
///
/// The words come from the products of all organisations, so a guess is told only if it finds something on the
/// shelves of whoever asks: what others sell is not given away by the spelling.
@Component
class Spelling {

    private static final String NAME = "meant";
    private static final String WORDS = "everything";
    private static final int GUESSES = 3;
    private static final double MOST_ERRORS = 3;
    private static final int SHORTEST = 3;

    private final Asking asking;

    Spelling(Asking asking) {
        this.asking = asking;
    }

    /// Whether the text finds something as it is written as long as no filter is set: then nothing is misspelt.
    boolean isKnown(Wanted wanted, String text) {
        return !Filters.of(wanted).chosen().isEmpty()
                && finds(wanted, List.of(text)).getFirst();
    }

    /// @return null when nothing better is known
    @Nullable
    String meant(Wanted wanted, String text) {
        var question = Asking.question()
                .size(0)
                .query(Query.of(it -> it.matchNone(none -> none)))
                .suggest(guesses(text))
                .build();
        var guesses =
                asking
                        .ask(List.of(question), Document.class)
                        .getFirst()
                        .suggest()
                        .getOrDefault(NAME, List.of())
                        .stream()
                        .filter(it -> it.isPhrase())
                        .flatMap(it -> it.phrase().options().stream())
                        .map(it -> it.text())
                        .toList();
        if (guesses.isEmpty()) {
            return null;
        }
        var found = finds(wanted, guesses);
        return IntStream.range(0, guesses.size())
                .filter(found::get)
                .mapToObj(guesses::get)
                .findFirst()
                .orElse(null);
    }

    private List<Boolean> finds(Wanted wanted, List<String> texts) {
        var questions = texts.stream()
                .map(text -> probe(Words.EXACT.anyhow(text, Wall.around(wanted.organization(), wanted.hidden()))))
                .toList();
        return asking.ask(questions, Document.class).stream()
                .map(it -> Objects.requireNonNull(it.hits().total()).value() > 0)
                .toList();
    }

    private static SearchRequestBody probe(Query query) {
        return Asking.question()
                .size(0)
                .terminateAfter(1L)
                .trackTotalHits(it -> it.enabled(true))
                .query(query)
                .build();
    }

    private static Suggester guesses(String text) {
        return Suggester.of(it -> it.suggesters(
                NAME,
                suggester -> suggester
                        .text(text)
                        .phrase(phrase -> phrase.field(WORDS)
                                .analyzer("plain")
                                .size(GUESSES)
                                .maxErrors(MOST_ERRORS)
                                .confidence(0.0)
                                .directGenerator(word -> word.field(WORDS)
                                        .suggestMode(SuggestMode.Missing)
                                        .prefixLength(1)
                                        .minWordLength(SHORTEST)))));
    }
}
