package dev.tradewind.order.domain;

import java.util.Locale;

/// A wish about an order that others still decide about. There is one at a time.
public enum OpenChange {
    CANCELLATION,
    MODIFICATION;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
