package dev.tradewind.auth.domain;

import dev.tradewind.web.Refusal;

/// Says the same of no invitation, an expired one and one for somebody else.
public final class NotInvited extends Refusal {

    private static final long serialVersionUID = 1L;

    public NotInvited() {
        super(Kind.FORBIDDEN, "not-invited", "This organisation takes whom it invited.");
    }
}
