package dev.tradewind.catalog.stores;

import dev.tradewind.web.Refusal;
import java.util.UUID;

/// A store without hours cannot follow them.
final class NoHours extends Refusal {

    private static final long serialVersionUID = 1L;

    NoHours(UUID storeId) {
        super(Kind.CONFLICT, "no-opening-hours", "The store " + storeId + " has no hours that could open it.");
    }
}
