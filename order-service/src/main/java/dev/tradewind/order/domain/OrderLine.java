package dev.tradewind.order.domain;

import dev.tradewind.contracts.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One product of an order, at the price it had when it was ordered.
public record OrderLine(
        UUID productId,
        String title,
        Money unitPrice,
        int quantity,
        @Nullable String instructions) {

    public static final int MAX_QUANTITY = 10_000;

    public OrderLine {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("quantity: " + quantity + " (expected: 1.." + MAX_QUANTITY + ")");
        }
    }

    public Money price() {
        return unitPrice.times(quantity);
    }
}
