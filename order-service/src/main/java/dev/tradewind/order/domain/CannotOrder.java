package dev.tradewind.order.domain;

import dev.tradewind.contracts.Money;
import dev.tradewind.web.Refusal;
import java.util.List;
import java.util.Objects;

/// Why an order is not taken.
public abstract sealed class CannotOrder extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient List<Wrong> wrong;

    private CannotOrder(Kind kind, String code, String detail, List<Wrong> wrong) {
        super(kind, code, detail);
        this.wrong = List.copyOf(wrong);
    }

    @Override
    public List<Wrong> wrong() {
        return Objects.requireNonNullElse(wrong, List.of());
    }

    /// Another organisation's product looks the same as none, so that ids cannot be probed.
    public static final class UnknownProduct extends CannotOrder {

        private static final long serialVersionUID = 1L;

        UnknownProduct(List<Integer> lines) {
            super(
                    Kind.NOT_FOUND,
                    "unknown-product",
                    "The order names a product that is not sold here.",
                    lines.stream()
                            .map(line -> new Wrong("items[" + line + "].productId", "is not sold here"))
                            .toList());
        }
    }

    public static final class SeveralStores extends CannotOrder {

        private static final long serialVersionUID = 1L;

        SeveralStores() {
            super(
                    Kind.UNPROCESSABLE,
                    "several-stores",
                    "One order is for one store.",
                    List.of(new Wrong("items", "are of several stores")));
        }
    }

    public static final class StoreClosed extends CannotOrder {

        private static final long serialVersionUID = 1L;

        StoreClosed() {
            super(Kind.UNPROCESSABLE, "store-closed", "The store is closed and takes no orders.", List.of());
        }
    }

    public static final class TotalTooLarge extends CannotOrder {

        private static final long serialVersionUID = 1L;

        TotalTooLarge() {
            super(Kind.UNPROCESSABLE, "total-too-large", "The total of the order cannot be written down.", List.of());
        }
    }

    public static final class PriceChanged extends CannotOrder {

        private static final long serialVersionUID = 1L;

        PriceChanged(Money total) {
            super(
                    Kind.CONFLICT,
                    "price-changed",
                    "The order costs " + total.amount() + " " + total.currency() + " in minor units.",
                    List.of(new Wrong("expectedTotal", "differs from the total")));
        }
    }

    public static final class TooManyLines extends CannotOrder {

        private static final long serialVersionUID = 1L;

        TooManyLines() {
            super(
                    Kind.UNPROCESSABLE,
                    "too-many-lines",
                    "An order has at most " + Quote.MAX_LINES + " lines; a product at two prices has two.",
                    List.of(new Wrong("items", "are too many")));
        }
    }

    public static final class AddressMissing extends CannotOrder {

        private static final long serialVersionUID = 1L;

        public AddressMissing(Fulfilment fulfilment) {
            super(
                    Kind.UNPROCESSABLE,
                    "address-missing",
                    fulfilment + " needs an address.",
                    List.of(new Wrong("address", "is needed for " + fulfilment)));
        }
    }

    public static final class UnknownAddress extends CannotOrder {

        private static final long serialVersionUID = 1L;

        public UnknownAddress() {
            super(
                    Kind.NOT_FOUND,
                    "unknown-address",
                    "The customer has no such address.",
                    List.of(new Wrong("shippingAddressId", "is not one of the customer's")));
        }
    }

    public static final class TwoAddresses extends CannotOrder {

        private static final long serialVersionUID = 1L;

        public TwoAddresses() {
            super(
                    Kind.UNPROCESSABLE,
                    "two-addresses",
                    "An order goes to one address.",
                    List.of(new Wrong("address", "cannot be given together with shippingAddressId")));
        }
    }
}
