package dev.tradewind.inventory.counting;

import dev.tradewind.web.Refusal;

/// Customers may look at the stock, not change it.
final class NotAClerk extends Refusal {

    private static final long serialVersionUID = 1L;

    NotAClerk() {
        super(Kind.FORBIDDEN, "forbidden", "Only staff and administrators of an organisation change its stock.");
    }
}
