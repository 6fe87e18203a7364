package dev.tradewind.catalog.domain;

import dev.tradewind.web.Refusal;
import java.util.UUID;

/// There is no such store, or somebody else's is to be changed: both look the same.
public final class UnknownStore extends Refusal {

    private static final long serialVersionUID = 1L;

    public UnknownStore(UUID storeId) {
        super(Kind.NOT_FOUND, "unknown-store", "There is no store " + storeId + ".");
    }
}
