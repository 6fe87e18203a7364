package dev.tradewind.catalog.reviewing;

import dev.tradewind.web.Refusal;

/// Only who got a product knows what it is like.
final class NotABuyer extends Refusal {

    private static final long serialVersionUID = 1L;

    NotABuyer() {
        super(Kind.FORBIDDEN, "not-a-buyer", "Only who bought this product and got it may review it.");
    }
}
