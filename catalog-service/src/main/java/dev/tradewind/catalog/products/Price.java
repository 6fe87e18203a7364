package dev.tradewind.catalog.products;

import dev.tradewind.contracts.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;

/// A price as staff write it, before anybody knows that it is money.
public record Price(
        @NotNull @PositiveOrZero @Max(Price.MOST) Long amount,

        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be three upper-case letters of ISO 4217")
        String currency) {

    /// A hundred of the most expensive thing still fit into an order's total.
    static final long MOST = 1_000_000_000_000L;

    /// This as what something cost before it was reduced.
    Money before(Money now) {
        if (!currency.equals(now.currency())) {
            throw new CannotShelve("originalPrice.currency", "must be that of the price");
        }
        if (amount < now.amount()) {
            throw new CannotShelve("originalPrice.amount", "must not be less than the price");
        }
        return money();
    }

    Money money() {
        return new Money(amount, currency);
    }
}
