package dev.tradewind.verify.suite;

/// No answer came, so it is not known whether the request took effect.
public final class Unreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
