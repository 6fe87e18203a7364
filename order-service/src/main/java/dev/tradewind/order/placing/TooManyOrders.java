package dev.tradewind.order.placing;

import dev.tradewind.web.Refusal;
import java.time.Duration;

/// More orders wait to be taken than can be taken soon.
final class TooManyOrders extends Refusal {

    private static final long serialVersionUID = 1L;

    TooManyOrders() {
        super(Kind.UNAVAILABLE, "too-many-orders", "Too many orders wait to be taken. Try again with the same key.");
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }
}
