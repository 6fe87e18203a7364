package dev.tradewind.search.searching;

import dev.tradewind.web.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Elasticsearch does not answer; everything else works without it.
final class SearchAway extends Refusal {

    private static final long serialVersionUID = 1L;

    SearchAway() {
        super(Kind.UNAVAILABLE, "search-unavailable", "Products cannot be searched for at the moment.");
    }

    @Override
    public @Nullable Duration retryAfter() {
        return Duration.ofSeconds(2);
    }
}
