package dev.tradewind.search.recommending;

import dev.tradewind.web.Refusal;
import java.util.UUID;

/// There is no such product, or the caller may not know of it.
final class UnknownProduct extends Refusal {

    private static final long serialVersionUID = 1L;

    UnknownProduct(UUID id) {
        super(Kind.NOT_FOUND, "unknown-product", "There is no product " + id + ".");
    }
}
