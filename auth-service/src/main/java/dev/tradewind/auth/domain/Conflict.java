package dev.tradewind.auth.domain;

import dev.tradewind.web.Refusal;

/// What is asked for does not go with how things are.
public final class Conflict extends Refusal {

    private static final long serialVersionUID = 1L;

    private Conflict(String code, String detail) {
        super(Kind.CONFLICT, code, detail);
    }

    public static Conflict knownEmail() {
        return new Conflict("known-email", "There is an account with this e-mail address.");
    }

    public static Conflict tooManyAddresses(int most) {
        return new Conflict("too-many-addresses", "More than " + most + " addresses are not kept.");
    }

    public static Conflict lastAdmin() {
        return new Conflict("last-admin", "An organisation keeps at least one admin.");
    }

    public static Conflict alreadyMember() {
        return new Conflict("already-member", "This account is a member already.");
    }
}
