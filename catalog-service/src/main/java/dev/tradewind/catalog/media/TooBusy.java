package dev.tradewind.catalog.media;

import dev.tradewind.web.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Other pictures are being drawn, and drawing needs memory.
final class TooBusy extends Refusal {

    private static final long serialVersionUID = 1L;

    TooBusy() {
        super(Kind.UNAVAILABLE, "busy-drawing", "Other images are being worked on. Please try again shortly.");
    }

    @Override
    public @Nullable Duration retryAfter() {
        return Duration.ofSeconds(2);
    }
}
