package dev.tradewind.catalog.domain;

import dev.tradewind.web.Refusal;
import java.util.UUID;

/// There is no such product, or somebody else's is to be edited: both look the same, so ids cannot be probed.
public final class UnknownProduct extends Refusal {

    private static final long serialVersionUID = 1L;

    public UnknownProduct(UUID productId) {
        super(Kind.NOT_FOUND, "unknown-product", "There is no product " + productId + ".");
    }
}
