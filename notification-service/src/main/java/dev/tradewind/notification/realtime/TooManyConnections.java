package dev.tradewind.notification.realtime;

import dev.tradewind.web.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// As many listen as may.
final class TooManyConnections extends Refusal {

    private static final long serialVersionUID = 1L;
    private static final Duration SOON = Duration.ofSeconds(10);

    private TooManyConnections(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static TooManyConnections ofAccount() {
        return new TooManyConnections(
                Kind.TOO_MANY_REQUESTS, "too-many-connections", "This account has too many open connections.");
    }

    static TooManyConnections here() {
        return new TooManyConnections(Kind.UNAVAILABLE, "service-unavailable", "Too many are listening here.");
    }

    @Override
    public @Nullable Duration retryAfter() {
        return SOON;
    }
}
