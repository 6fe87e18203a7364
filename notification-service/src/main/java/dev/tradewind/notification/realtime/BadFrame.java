package dev.tradewind.notification.realtime;

import dev.tradewind.web.Refusal;

/// What a client sent is no STOMP, or none that is spoken here.
final class BadFrame extends Refusal {

    private static final long serialVersionUID = 1L;

    private BadFrame(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static BadFrame malformed() {
        return new BadFrame(Kind.BAD_REQUEST, "malformed-frame", "This is not one STOMP frame.");
    }

    static BadFrame missing(String header) {
        return new BadFrame(Kind.BAD_REQUEST, "missing-header", "The frame has no header " + header + ".");
    }

    static BadFrame unexpected(String command) {
        return new BadFrame(Kind.BAD_REQUEST, "unexpected-frame", "A " + command + " has no place here.");
    }

    static BadFrame sends() {
        return new BadFrame(Kind.FORBIDDEN, "forbidden", "Clients listen. What they have to say goes to /api.");
    }

    static BadFrame version() {
        return new BadFrame(Kind.BAD_REQUEST, "unsupported-version", "STOMP 1.2, 1.1 and 1.0 are spoken here.");
    }

    static BadFrame tooMany(int subscriptions) {
        return new BadFrame(
                Kind.TOO_MANY_REQUESTS,
                "too-many-subscriptions",
                "One connection has at most " + subscriptions + " subscriptions.");
    }

    static BadFrame tooFast() {
        return new BadFrame(Kind.TOO_MANY_REQUESTS, "too-many-frames", "Too many frames in a second.");
    }

    static BadFrame tooLate() {
        return new BadFrame(Kind.UNAUTHENTICATED, "unauthorized", "No CONNECT came in time.");
    }

    static BadFrame silent() {
        return new BadFrame(Kind.BAD_REQUEST, "silent", "The heart-beats that were promised did not come.");
    }

    static BadFrame withoutToken() {
        return new BadFrame(Kind.UNAUTHENTICATED, "unauthorized", "This needs a good token.");
    }

    static BadFrame notForMachines() {
        return new BadFrame(Kind.FORBIDDEN, "forbidden", "This is for people.");
    }

    static BadFrame cannotTell() {
        return new BadFrame(Kind.UNAVAILABLE, "service-unavailable", "Please try again shortly.");
    }

    static BadFrame sessionOver() {
        return new BadFrame(Kind.UNAUTHENTICATED, "unauthorized", "The session is over.");
    }

    static BadFrame goingAway() {
        return new BadFrame(Kind.UNAVAILABLE, "going-away", "This instance stops. Connect again.");
    }
}
