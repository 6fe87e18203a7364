package dev.tradewind.auth.domain;

import dev.tradewind.web.Refusal;

/// Says the same of a session that ran out, was revoked or never was.
public final class SessionEnded extends Refusal {

    private static final long serialVersionUID = 1L;

    public SessionEnded() {
        super(Kind.UNAUTHENTICATED, "session-ended", "This session has ended: sign in again.");
    }
}
