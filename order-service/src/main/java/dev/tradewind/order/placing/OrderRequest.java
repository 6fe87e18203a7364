package dev.tradewind.order.placing;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.Address;
import dev.tradewind.order.domain.Fulfilment;
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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a client may say about an order it wants to place.
@KnownFieldsOnly
record OrderRequest(
        @Nullable UUID cartId,

        @Nullable @Size(min = 1, max = Quote.MAX_LINES) List<@NotNull @Valid Item> items,

        @Nullable Fulfilment fulfilment,
        @Nullable UUID shippingAddressId,
        @Nullable @Valid AddressGiven address,
        @NotNull @Valid PaymentGiven payment,
        @Nullable @Size(max = 500) String instructions,
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

    @KnownFieldsOnly
    record AddressGiven(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 200) String line1,
            @Nullable @Size(max = 200) String line2,
            @NotBlank @Size(max = 100) String city,
            @Nullable @Size(max = 100) String region,
            @NotBlank @Size(max = 20) String postalCode,

            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be a country code of two capital letters")
            String country) {

        Address address() {
            return new Address(name, line1, line2, city, region, postalCode, country);
        }
    }

    /// What is ordered comes from the customer's cart or with the order.
    @AssertTrue(message = "must be given unless cartId is")
    boolean isItems() {
        return (items == null) != (cartId == null);
    }

    List<Wanted> wanted() {
        return items == null
                ? List.of()
                : items.stream()
                        .map(it -> new Wanted(it.productId(), it.quantity(), it.instructions()))
                        .toList();
    }
}
