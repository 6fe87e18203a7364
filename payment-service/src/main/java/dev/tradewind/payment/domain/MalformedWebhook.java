package dev.tradewind.payment.domain;

import dev.tradewind.web.Refusal;

public final class MalformedWebhook extends Refusal {

    private static final long serialVersionUID = 1L;

    public MalformedWebhook() {
        super(Kind.BAD_REQUEST, "webhook-malformed", "The body is not an event of this provider.");
    }
}
