package dev.tradewind.web;

import java.time.Duration;

/// Why a request under an idempotency key is not carried out.
abstract sealed class IdempotencyRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private IdempotencyRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static final class BadKey extends IdempotencyRefusal {

        private static final long serialVersionUID = 1L;

        private BadKey(String code, String detail) {
            super(Kind.BAD_REQUEST, code, detail);
        }

        static BadKey missing() {
            return new BadKey("idempotency-key-missing", "This operation needs the header Idempotency-Key.");
        }

        static BadKey malformed() {
            return new BadKey(
                    "idempotency-key-malformed", "Idempotency-Key must be 1 to 255 printable ASCII characters.");
        }
    }

    static final class KeyReused extends IdempotencyRefusal {

        private static final long serialVersionUID = 1L;

        KeyReused() {
            super(Kind.UNPROCESSABLE, "idempotency-key-reused", "This Idempotency-Key belongs to another request.");
        }
    }

    static final class StillRunning extends IdempotencyRefusal {

        private static final long serialVersionUID = 1L;

        StillRunning() {
            super(
                    Kind.CONFLICT,
                    "idempotency-key-in-use",
                    "The first request with this Idempotency-Key is still running.");
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(1);
        }
    }
}
