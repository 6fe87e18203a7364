package dev.tradewind.payment.webhooks;

import dev.tradewind.web.Refusal;

final class UnknownProvider extends Refusal {

    private static final long serialVersionUID = 1L;

    UnknownProvider() {
        super(Kind.NOT_FOUND, "payment-provider-not-found", "There is no such provider.");
    }
}
