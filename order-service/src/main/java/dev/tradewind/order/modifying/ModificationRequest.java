package dev.tradewind.order.modifying;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.OrderLine;
import dev.tradewind.order.domain.Quote;
import dev.tradewind.order.domain.Quote.Wanted;
import dev.tradewind.web.KnownFieldsOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a client wants an order to be.
///
/// @param items all the order is to have; what is not named is given back. Null leaves them as they are
/// @param instructions for the whole order; null leaves them as they are, empty ones remove them
/// @param payment what is charged for a difference; null for the card the order was paid with
@KnownFieldsOnly
record ModificationRequest(
        @Nullable @Size(min = 1, max = Quote.MAX_LINES) List<@NotNull @Valid Item> items,

        @Nullable @Size(max = 500) String instructions,
        @Nullable @Valid PaymentGiven payment,
        @Nullable Money expectedTotal) {

    @KnownFieldsOnly
    record Item(
            @NotNull UUID productId,
            @NotNull @Min(1) @Max(OrderLine.MAX_QUANTITY) Integer quantity,
            @Nullable @Size(max = 500) String instructions) {}

    @KnownFieldsOnly
    record PaymentGiven(
            @NotBlank @Size(max = 50) String method,
            @NotBlank @Size(max = 200) String cardToken) {

        @Override
        public String toString() {
            return "PaymentGiven[" + method + "]";
        }
    }

    @AssertTrue(message = "must be given unless instructions are")
    boolean isItems() {
        return items != null || instructions != null;
    }

    /// Null where the lines stay as they are.
    @Nullable
    List<Wanted> wanted() {
        return items == null
                ? null
                : items.stream()
                        .map(it -> new Wanted(it.productId(), it.quantity(), it.instructions()))
                        .toList();
    }
}
