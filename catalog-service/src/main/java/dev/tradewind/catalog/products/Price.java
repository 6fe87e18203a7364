package dev.tradewind.catalog.products;

import dev.tradewind.contracts.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;

/// A price as staff write it, before anybody knows that it is money.
record Price(
        @NotNull @PositiveOrZero @Max(Price.MOST) Long amount,

        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be three upper-case letters of ISO 4217")
        String currency) {

    /// A hundred of the most expensive thing still fit into an order's total.
    static final long MOST = 1_000_000_000_000L;

    Money money() {
        return new Money(amount, currency);
    }
}
