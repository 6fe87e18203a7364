package dev.tradewind.catalog.media;

import dev.tradewind.web.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The disk or the object store cannot do now what it is asked.
final class StoreAway extends Refusal {

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(StoreAway.class);

    StoreAway(Exception cause) {
        super(Kind.UNAVAILABLE, "media-store-away", "Images cannot be kept or shown now. Please try again shortly.");
        log.atWarn().setCause(cause).log("The media store is away");
    }

    @Override
    public @Nullable Duration retryAfter() {
        return Duration.ofSeconds(5);
    }
}
