package dev.tradewind.notification.telling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// What is too old to be told at once: topics keep more than anybody still waits for, and a new service reads them from
/// their beginning.
@Component
class Freshness {

    private final Clock clock;

    Freshness(Clock clock) {
        this.clock = clock;
    }

    /// Of orders and money.
    boolean isNewsForADay(Instant time) {
        return time.plus(Duration.ofDays(1)).isAfter(clock.instant());
    }

    /// Of what is seen anyway by whoever opens a page.
    boolean isNewsForAnHour(Instant time) {
        return time.plus(Duration.ofHours(1)).isAfter(clock.instant());
    }
}
