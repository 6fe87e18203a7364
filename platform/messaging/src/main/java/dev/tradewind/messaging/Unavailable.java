package dev.tradewind.messaging;

/// Thrown by a handler when something it needs is away (a search engine that does not answer). The whole poll is
/// rolled back and tried again for ever, and it never counts against a message. Databases need no such help: the
/// listener knows their errors.
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
