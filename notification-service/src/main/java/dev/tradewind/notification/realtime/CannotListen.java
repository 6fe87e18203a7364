package dev.tradewind.notification.realtime;

import dev.tradewind.web.Refusal;

/// There is nothing there to listen to for this caller.
final class CannotListen extends Refusal {

    private static final long serialVersionUID = 1L;

    CannotListen() {
        super(Kind.NOT_FOUND, "not-found", "There is nothing to listen to.");
    }
}
