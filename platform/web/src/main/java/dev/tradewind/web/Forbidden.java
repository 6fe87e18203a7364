package dev.tradewind.web;

/// The caller is known and lacks the role.
public final class Forbidden extends Refusal {

    private static final long serialVersionUID = 1L;

    public Forbidden() {
        super(Kind.FORBIDDEN, "forbidden", "Your role does not allow this.");
    }
}
