package dev.tradewind.inventory.counting;

import dev.tradewind.web.Refusal;
import java.util.UUID;

/// The stock has changed since the caller looked at it.
final class StaleStock extends Refusal {

    private static final long serialVersionUID = 1L;

    StaleStock(UUID productId) {
        super(Kind.PRECONDITION_FAILED, "stale", "The stock of product " + productId + " has changed meanwhile.");
    }
}
