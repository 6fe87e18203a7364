package dev.tradewind.order.customers;

import dev.tradewind.web.Refusal;
import java.time.Duration;

/// Nobody tells where the customer lives. An order that brings its address needs nobody.
final class AddressesUnavailable extends Refusal {

    private static final long serialVersionUID = 1L;
    private static final Duration SHORTLY = Duration.ofSeconds(2);

    AddressesUnavailable() {
        super(
                Kind.UNAVAILABLE,
                "addresses-unavailable",
                "The saved addresses cannot be read now. Give the address with the order or try again.");
    }

    @Override
    public Duration retryAfter() {
        return SHORTLY;
    }
}
