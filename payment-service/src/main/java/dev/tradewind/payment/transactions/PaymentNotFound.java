package dev.tradewind.payment.transactions;

import dev.tradewind.web.Refusal;

/// Somebody else's payment looks the same as none, so that ids cannot be probed.
final class PaymentNotFound extends Refusal {

    private static final long serialVersionUID = 1L;

    PaymentNotFound() {
        super(Kind.NOT_FOUND, "payment-not-found", "There is no such payment.");
    }
}
