package dev.tradewind.web;

import java.util.Arrays;
import java.util.Optional;

/// What a machine client can be allowed to do.
public enum Scope {
    /// Follow the orders of its organisation, their histories too.
    ORDERS_READ("orders.read");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /// As it stands in tokens.
    public String word() {
        return word;
    }

    public static Optional<Scope> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
