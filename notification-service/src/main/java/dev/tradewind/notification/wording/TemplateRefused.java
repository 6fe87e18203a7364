package dev.tradewind.notification.wording;

import dev.tradewind.web.Refusal;

/// A template that will not be kept, and why.
final class TemplateRefused extends Refusal {

    private static final long serialVersionUID = 1L;

    TemplateRefused(String why) {
        super(Kind.UNPROCESSABLE, "template-refused", why);
    }
}
