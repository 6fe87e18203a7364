package dev.tradewind.search.activity;

import java.time.Period;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets what is older than `tradewind.search.activity.keep`, 90 days unless a site says less or more. Every instance
/// may do it, some rows at a time, so that no transaction is long.
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 1_000;
    private static final int MOST_BATCHES = 100;

    private final Activity activity;
    private final Period keep;

    Retention(Activity activity, @Value("${tradewind.search.activity.keep:90d}") Period keep) {
        this.activity = activity;
        this.keep = keep;
    }

    /// What is left after so many batches goes an hour later.
    @Scheduled(fixedDelay = 60, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
    void forgetOld() {
        activity.forgetLateOnes();
        var before = activity.today().minus(keep);
        var forgotten = 0;
        for (int i = 0; i < MOST_BATCHES; i++) {
            var rows = activity.forgetBefore(before, BATCH);
            forgotten += rows;
            if (rows < BATCH) {
                break;
            }
        }
        if (forgotten > 0) {
            log.atInfo().addKeyValue("rows", forgotten).log("Forgot old activity");
        }
    }
}
