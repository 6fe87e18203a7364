package dev.tradewind.auth.domain;

import dev.tradewind.web.Refusal;
import java.time.Duration;

/// Checking a password costs memory and time on purpose; more at once than this machine bears are sent away.
public final class TooManySignIns extends Refusal {

    private static final long serialVersionUID = 1L;

    public TooManySignIns() {
        super(Kind.UNAVAILABLE, "too-many-sign-ins", "Too many people sign in at the moment.");
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(2);
    }
}
