package dev.tradewind.notification.announcing;

import dev.tradewind.web.Refusal;
import java.util.List;
import java.util.UUID;

/// Why something is not said, or can no longer be taken back.
abstract sealed class CannotAnnounce extends Refusal {

    private static final long serialVersionUID = 1L;

    private CannotAnnounce(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static final class NotTheirs extends CannotAnnounce {

        private static final long serialVersionUID = 1L;

        NotTheirs(String expected) {
            super(Kind.UNPROCESSABLE, "audience-out-of-reach", "The caller speaks to " + expected + ".");
        }

        @Override
        public List<Wrong> wrong() {
            return List.of(new Wrong("audience", "is out of the caller's reach"));
        }
    }

    static final class BadTime extends CannotAnnounce {

        private static final long serialVersionUID = 1L;

        BadTime() {
            super(Kind.UNPROCESSABLE, "bad-announcement-time", "What is said later is said within a year.");
        }

        @Override
        public List<Wrong> wrong() {
            return List.of(new Wrong("at", "must be in the future and within a year"));
        }
    }

    static final class TooMany extends CannotAnnounce {

        private static final long serialVersionUID = 1L;

        TooMany(int most) {
            super(Kind.CONFLICT, "too-many-announcements", "At most " + most + " announcements wait for their time.");
        }
    }

    static final class Unknown extends CannotAnnounce {

        private static final long serialVersionUID = 1L;

        Unknown(UUID id) {
            super(Kind.NOT_FOUND, "unknown-announcement", "There is no announcement " + id + ".");
        }
    }

    static final class AlreadyTold extends CannotAnnounce {

        private static final long serialVersionUID = 1L;

        AlreadyTold() {
            super(Kind.CONFLICT, "announcement-told", "The announcement has been told and cannot be taken back.");
        }
    }
}
