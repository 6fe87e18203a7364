package dev.tradewind.search.searching;

import co.elastic.clients.elasticsearch._types.SuggestMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchItem;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import co.elastic.clients.elasticsearch.core.search.Suggester;
import dev.tradewind.search.asking.Asking;
import dev.tradewind.search.indexing.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /// What the words of a text might be, the likeliest first; of a text that finds something as it is written as long
    /// as no filter is set nothing is misspelt. Both are asked for at once.
    ///
    /// @return nothing when it is known as it is written
    Optional<List<String>> guesses(Wanted wanted, String text) {
        var questions = new ArrayList<SearchRequestBody>();
        questions.add(Asking.question()
                .size(0)
                .query(Query.of(it -> it.matchNone(none -> none)))
                .suggest(guesses(text))
                .build());
        if (!Filters.of(wanted).chosen().isEmpty()) {
            questions.add(probe(wanted, text));
        }
        var answers = asking.ask(questions, Document.class);
        if (answers.size() > 1 && finds(answers.getLast())) {
            return Optional.empty();
        }
        return Optional.of(answers.getFirst().suggest().getOrDefault(NAME, List.of()).stream()
                .filter(it -> it.isPhrase())
                .flatMap(it -> it.phrase().options().stream())
                .map(it -> it.text())
                .toList());
    }

    /// The first guess that finds something on these shelves.
    @Nullable
    String meant(Wanted wanted, List<String> guesses) {
        if (guesses.isEmpty()) {
            return null;
        }
        var answers =
                asking.ask(guesses.stream().map(guess -> probe(wanted, guess)).toList(), Document.class);
        return IntStream.range(0, guesses.size())
                .filter(it -> finds(answers.get(it)))
                .mapToObj(guesses::get)
                .findFirst()
                .orElse(null);
    }

    private static boolean finds(MultiSearchItem<Document> answer) {
        return Objects.requireNonNull(answer.hits().total()).value() > 0;
    }

    private static SearchRequestBody probe(Wanted wanted, String text) {
        return Asking.question()
                .size(0)
                .terminateAfter(1L)
                .trackTotalHits(it -> it.enabled(true))
                .query(Words.EXACT.anyhow(text, Wall.around(wanted.organization(), wanted.hidden())))
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
