package dev.tradewind.local.server;

/// A program that does not come up; the message is meant for whoever typed the command.
public final class NotStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotStarted(String message) {
        super(message);
    }

    public NotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
