package dev.tradewind.catalog.importing;

import dev.tradewind.web.Refusal;
import java.time.Duration;

/// Imports are the longest requests there are, so only few may be underway, and of one organisation only one.
final class TooManyImports extends Refusal {

    private static final long serialVersionUID = 1L;

    TooManyImports(String detail) {
        super(Kind.UNAVAILABLE, "too-many-imports", detail);
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(10);
    }
}
