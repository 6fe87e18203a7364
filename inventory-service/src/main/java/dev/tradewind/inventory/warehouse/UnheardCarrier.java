package dev.tradewind.inventory.warehouse;

import dev.tradewind.web.Refusal;

/// Why a carrier's message is not heard.
abstract sealed class UnheardCarrier extends Refusal {

    private static final long serialVersionUID = 1L;

    private UnheardCarrier(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /// What exactly is wrong with a signature is told to nobody.
    static final class NotSigned extends UnheardCarrier {

        private static final long serialVersionUID = 1L;

        NotSigned() {
            super(Kind.UNAUTHENTICATED, "webhook-not-signed", "The message is not signed by this carrier, or is old.");
        }
    }

    static final class NotUnderstood extends UnheardCarrier {

        private static final long serialVersionUID = 1L;

        NotUnderstood() {
            super(Kind.UNPROCESSABLE, "webhook-not-understood", "Expected: type and data.trackingNumber.");
        }
    }
}
