package dev.tradewind.gateway.delivery;

import java.time.Duration;

/// Nothing was sent to the service, and asking again makes sense after a while.
public final class Unavailable extends RuntimeException {

    private final Duration retryAfter;

    Unavailable(String message, Duration retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
