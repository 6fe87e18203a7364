package dev.tradewind.order.cart;

import dev.tradewind.web.Refusal;
import java.util.List;
import java.util.UUID;

/// Why a cart does not become what was asked.
abstract sealed class CannotFill extends Refusal {

    private static final long serialVersionUID = 1L;

    private CannotFill(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /// Another organisation's product looks the same as none, so that ids cannot be probed.
    static final class UnknownProduct extends CannotFill {

        private static final long serialVersionUID = 1L;

        UnknownProduct() {
            super(Kind.NOT_FOUND, "unknown-product", "There is no such product.");
        }
    }

    static final class NotInTheCart extends CannotFill {

        private static final long serialVersionUID = 1L;

        NotInTheCart() {
            super(Kind.NOT_FOUND, "not-in-cart", "The product is not in the cart.");
        }
    }

    static final class OtherStore extends CannotFill {

        private static final long serialVersionUID = 1L;

        OtherStore(UUID store) {
            super(
                    Kind.CONFLICT,
                    "other-store",
                    "The cart holds products of store " + store + ". Empty it to buy in another store.");
        }
    }

    static final class TooManyLines extends CannotFill {

        private static final long serialVersionUID = 1L;

        TooManyLines() {
            super(Kind.UNPROCESSABLE, "too-many-lines", "A cart holds up to " + Cart.MAX_LINES + " products.");
        }

        @Override
        public List<Wrong> wrong() {
            return List.of(new Wrong("productId", "does not fit: the cart is full"));
        }
    }

    /// Until the order is decided, nobody can tell what the cart will be.
    static final class InCheckout extends CannotFill {

        private static final long serialVersionUID = 1L;

        InCheckout(UUID order) {
            super(Kind.CONFLICT, "cart-in-checkout", "Order " + order + " of this cart is not decided yet.");
        }
    }

    static final class StaleCart extends CannotFill {

        private static final long serialVersionUID = 1L;

        StaleCart() {
            super(Kind.PRECONDITION_FAILED, "stale", "The cart has changed meanwhile.");
        }
    }

    static final class UnknownCart extends CannotFill {

        private static final long serialVersionUID = 1L;

        UnknownCart() {
            super(Kind.NOT_FOUND, "unknown-cart", "The customer has no such cart.");
        }

        @Override
        public List<Wrong> wrong() {
            return List.of(new Wrong("cartId", "is not the customer's cart"));
        }
    }

    static final class EmptyCart extends CannotFill {

        private static final long serialVersionUID = 1L;

        EmptyCart() {
            super(Kind.UNPROCESSABLE, "cart-empty", "There is nothing in the cart.");
        }

        @Override
        public List<Wrong> wrong() {
            return List.of(new Wrong("cartId", "is of an empty cart"));
        }
    }
}
