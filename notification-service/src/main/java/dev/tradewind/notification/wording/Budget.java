package dev.tradewind.notification.wording;

/// How often one template may look something up, so that lists within lists end.
final class Budget {

    /// No name that a template could write.
    static final String NAME = " budget";

    static final int LOOKUPS = 5_000;

    private int spent;

    void spend() {
        if (++spent > LOOKUPS) {
            throw new CannotRender("The template looks up more than " + LOOKUPS + " values.");
        }
    }
}
