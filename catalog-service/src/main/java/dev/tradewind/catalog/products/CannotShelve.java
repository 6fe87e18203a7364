package dev.tradewind.catalog.products;

import dev.tradewind.web.Refusal;
import java.util.List;

/// What was said about a product does not fit the store it is for.
final class CannotShelve extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient List<Wrong> wrong;

    CannotShelve(String field, String message) {
        super(Kind.UNPROCESSABLE, "invalid-request", "The request breaks a rule.");
        this.wrong = List.of(new Wrong(field, message));
    }

    static void unlessPriced(Description is, String currency) {
        if (!is.price().currency().equals(currency)) {
            throw new CannotShelve("price.currency", "must be " + currency + " in this store");
        }
    }

    @Override
    public List<Wrong> wrong() {
        return wrong;
    }
}
