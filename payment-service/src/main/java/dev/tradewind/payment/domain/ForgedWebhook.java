package dev.tradewind.payment.domain;

import dev.tradewind.web.Refusal;

public final class ForgedWebhook extends Refusal {

    private static final long serialVersionUID = 1L;

    public ForgedWebhook() {
        super(Kind.UNAUTHENTICATED, "webhook-signature", "The signature is missing, wrong or too old.");
    }
}
