package dev.tradewind.search.listing;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Tells the listings now and then how popular they are.
@Component
class PopularityTold {

    private static final Logger log = LoggerFactory.getLogger(PopularityTold.class);
    private static final int AT_ONCE = 1_000;
    private static final int TIMES_IN_A_ROW = 20;

    private final Popularity popularity;
    private final ApplicationEventPublisher events;

    PopularityTold(Popularity popularity, ApplicationEventPublisher events) {
        this.popularity = popularity;
        this.events = events;
    }

    @Scheduled(fixedDelayString = "${tradewind.search.popularity-pause:10s}", timeUnit = TimeUnit.SECONDS)
    void tell() {
        try {
            for (var i = 0; i < TIMES_IN_A_ROW; i++) {
                var told = popularity.list(AT_ONCE);
                if (told > 0) {
                    events.publishEvent(new ListingsChanged());
                }
                if (told < AT_ONCE) {
                    return;
                }
            }
        } catch (DataAccessException | TransactionException away) {
            log.atWarn().setCause(away).log("Listings cannot be told how popular they are for now");
        }
    }
}
