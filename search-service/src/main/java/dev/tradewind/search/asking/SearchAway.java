package dev.tradewind.search.asking;

import dev.tradewind.web.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Elasticsearch does not answer; everything else works without it.
public final class SearchAway extends Refusal {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    /// @param pause after which it is asked again
    SearchAway(Duration pause) {
        super(Kind.UNAVAILABLE, "search-unavailable", "Products cannot be searched for at the moment.");
        this.pause = pause;
    }

    @Override
    public @Nullable Duration retryAfter() {
        return pause;
    }
}
