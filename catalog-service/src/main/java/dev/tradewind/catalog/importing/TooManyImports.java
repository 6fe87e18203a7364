package dev.tradewind.catalog.importing;

import dev.tradewind.web.Refusal;
import java.time.Duration;

/// Imports are the longest requests there are, so only few may be underway.
final class TooManyImports extends Refusal {

    private static final long serialVersionUID = 1L;

    TooManyImports() {
        super(Kind.UNAVAILABLE, "too-many-imports", "Other imports are underway.");
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(10);
    }
}
