package dev.tradewind.auth.domain;

import dev.tradewind.web.Refusal;

/// Says the same of an unknown address and of a wrong password, so that addresses cannot be probed.
public final class WrongCredentials extends Refusal {

    private static final long serialVersionUID = 1L;

    public WrongCredentials() {
        super(Kind.UNAUTHENTICATED, "wrong-credentials", "E-mail address or password is wrong.");
    }
}
