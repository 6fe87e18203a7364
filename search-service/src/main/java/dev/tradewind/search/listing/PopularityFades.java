package dev.tradewind.search.listing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Lets what was wanted once make room for what is wanted now. Some products at a time, all day long, because each
/// that fades is written to the index.
@Component
class PopularityFades {

    private static final int AT_ONCE = 1_000;

    private final Popularity popularity;
    private final Clock clock;

    PopularityFades(Popularity popularity, Clock clock) {
        this.popularity = popularity;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void fade() {
        popularity.fade(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), AT_ONCE);
    }
}
