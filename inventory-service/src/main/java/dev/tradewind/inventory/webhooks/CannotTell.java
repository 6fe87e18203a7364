package dev.tradewind.inventory.webhooks;

import dev.tradewind.web.Refusal;
import java.util.List;

/// Why a partner is not told.
abstract sealed class CannotTell extends Refusal {

    private static final long serialVersionUID = 1L;

    private CannotTell(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static final class Unknown extends CannotTell {

        private static final long serialVersionUID = 1L;

        Unknown() {
            super(Kind.NOT_FOUND, "unknown-webhook", "There is no such webhook or delivery.");
        }
    }

    static final class UrlRefused extends CannotTell {

        private static final long serialVersionUID = 1L;

        private final String objection;

        UrlRefused(String objection) {
            super(Kind.UNPROCESSABLE, "webhook-url-refused", "The URL " + objection + ".");
            this.objection = objection;
        }

        @Override
        public List<Wrong> wrong() {
            return List.of(new Wrong("url", objection));
        }
    }

    static final class NoRoom extends CannotTell {

        private static final long serialVersionUID = 1L;

        NoRoom() {
            super(
                    Kind.CONFLICT,
                    "webhook-not-added",
                    "The URL is registered already, or there are " + Webhooks.MOST + " webhooks.");
        }
    }
}
