package dev.tradewind.auth.domain;

import dev.tradewind.web.Refusal;

/// A cookie alone does not show that our own page sent the request.
public final class SuspiciousCookie extends Refusal {

    private static final long serialVersionUID = 1L;

    public SuspiciousCookie() {
        super(Kind.FORBIDDEN, "cross-site-request", "With a cookie the header X-Requested-With is needed.");
    }
}
