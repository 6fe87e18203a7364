package dev.tradewind.order.domain;

import org.jspecify.annotations.Nullable;

/// Where goods go. It stays out of messages, events and logs, and is kept where it can be erased.
public record Address(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String region,
        String postalCode,
        String country) {

    @Override
    public String toString() {
        return "Address[" + country + "]";
    }
}
