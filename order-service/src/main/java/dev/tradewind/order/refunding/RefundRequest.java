package dev.tradewind.order.refunding;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.tradewind.contracts.Money;
import dev.tradewind.order.refunding.CannotRefund.NoAmount;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What staff wants to give back.
///
/// @param amount null for all that is left
record RefundRequest(
        @Nullable @Valid Amount amount,
        @NotBlank @Size(max = 500) String reason) {

    /// Minor units, with or without their currency.
    record Amount(@NotNull Long amount, @Nullable String currency) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Amount of(long minorUnits) {
            return new Amount(minorUnits, null);
        }
    }

    /// Of what is left.
    Money of(Money rest) {
        if (amount == null) {
            if (rest.amount() == 0) {
                throw new CannotRefund.MoreThanTheRest(rest);
            }
            return rest;
        }
        if (amount.amount() <= 0) {
            throw new NoAmount("must be greater than 0");
        }
        if (amount.currency() != null && !amount.currency().equals(rest.currency())) {
            throw new NoAmount("must be in " + rest.currency());
        }
        if (amount.amount() > rest.amount()) {
            throw new CannotRefund.MoreThanTheRest(rest);
        }
        return new Money(amount.amount(), rest.currency());
    }
}
