package dev.tradewind.web;

import java.util.List;

/// A parameter of the query or path that means nothing here.
public final class BadParameter extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient List<Wrong> wrong;

    public BadParameter(String name, String message) {
        super(Kind.BAD_REQUEST, "bad-parameter", name + " " + message + ".");
        this.wrong = List.of(new Wrong(name, message));
    }

    @Override
    public List<Wrong> wrong() {
        return wrong;
    }
}
