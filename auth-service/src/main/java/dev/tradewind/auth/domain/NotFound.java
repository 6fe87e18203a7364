package dev.tradewind.auth.domain;

import dev.tradewind.web.Refusal;

/// What is somebody else's looks the same as what is not there, so ids cannot be probed.
public final class NotFound extends Refusal {

    private static final long serialVersionUID = 1L;

    /// @param what one word, such as `address`
    public NotFound(String what) {
        super(Kind.NOT_FOUND, what + "-not-found", "There is no such " + what + ".");
    }
}
