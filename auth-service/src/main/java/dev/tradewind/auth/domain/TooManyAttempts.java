package dev.tradewind.auth.domain;

import dev.tradewind.web.Refusal;
import java.time.Duration;

/// Says the same of an account that is there and of one that is not.
public final class TooManyAttempts extends Refusal {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    public TooManyAttempts(Duration wait) {
        super(Kind.TOO_MANY_REQUESTS, "too-many-attempts", "Too many failed attempts to sign in.");
        this.wait = wait;
    }

    /// Whole seconds, rounded up: who comes back then is not sent away again.
    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(wait.plusMillis(999).toSeconds());
    }
}
