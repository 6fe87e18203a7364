package dev.tradewind.catalog.importing;

import dev.tradewind.web.Refusal;
import java.time.Clock;
import java.time.Instant;

/// Until when an import may go on.
record Deadline(Clock clock, Instant end) {

    void check() {
        if (clock.instant().isAfter(end)) {
            throw new TookTooLong();
        }
    }

    static final class TookTooLong extends Refusal {

        private static final long serialVersionUID = 1L;

        TookTooLong() {
            super(Kind.UNPROCESSABLE, "took-too-long", "The import took too long.");
        }
    }
}
