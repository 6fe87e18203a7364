package dev.tradewind.web;

/// What is to be changed has changed since the caller looked at it.
final class Stale extends Refusal {

    private static final long serialVersionUID = 1L;

    Stale(long version) {
        super(Kind.PRECONDITION_FAILED, "stale", "This has changed meanwhile and is at version " + version + ".");
    }
}
