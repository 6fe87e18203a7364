package dev.tradewind.search.searching;

import dev.tradewind.search.listing.PrivateStores;
import dev.tradewind.search.searching.Suggestions.Suggestion;
import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SuggestionController {

    private static final int MAX_LIMIT = 20;

    private final Suggestions suggestions;
    private final PrivateStores privateStores;

    SuggestionController(Suggestions suggestions, PrivateStores privateStores) {
        this.suggestions = suggestions;
        this.privateStores = privateStores;
    }

    record Suggested(List<Suggestion> items) {}

    /// What the text may be the beginning of, for whoever is still typing.
    @GetMapping("/api/search/suggest")
    Suggested suggest(@RequestParam String q, @RequestParam(defaultValue = "10") int limit, @Nullable Caller caller) {
        if (q.length() > Wanted.MAX_TEXT) {
            throw new BadParameter("q", "must not be longer than " + Wanted.MAX_TEXT + " characters");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new BadParameter("limit", "must be a number from 1 to " + MAX_LIMIT);
        }
        var text = q.strip();
        return new Suggested(
                text.isEmpty()
                        ? List.of()
                        : suggestions.of(
                                text,
                                limit,
                                caller == null ? null : caller.organizationId(),
                                privateStores.hiddenFrom(caller)));
    }
}
