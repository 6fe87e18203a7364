package dev.tradewind.search.recommending;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets purchases older than `tradewind.search.purchases.keep`: they say little of what people like today. Orders
/// themselves are kept elsewhere.
@Component
class OldPurchases {

    private static final int BATCH = 1_000;
    private static final int MOST_BATCHES = 100;

    private final Purchases purchases;
    private final Clock clock;
    private final Duration keep;

    OldPurchases(Purchases purchases, Clock clock, @Value("${tradewind.search.purchases.keep:180d}") Duration keep) {
        this.purchases = purchases;
        this.clock = clock;
        this.keep = keep;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void forgetOld() {
        var then = clock.instant().minus(keep);
        for (int i = 0; i < MOST_BATCHES; i++) {
            if (purchases.forgetBefore(then, BATCH) < BATCH) {
                return;
            }
        }
    }
}
