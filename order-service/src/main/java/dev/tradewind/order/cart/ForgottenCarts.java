package dev.tradewind.order.cart;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Drops carts that nobody touched for 30 days, a few at a time; any number of instances may do it at once.
@Component
class ForgottenCarts {

    private static final Logger log = LoggerFactory.getLogger(ForgottenCarts.class);
    private static final int LIMIT = 500;

    private final Carts carts;
    private final Clock clock;

    ForgottenCarts(Carts carts, Clock clock) {
        this.carts = carts;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${tradewind.order.cart-clean-up:1h}", initialDelayString = "1m")
    void drop() {
        var since = clock.instant().minus(Carts.KEPT);
        int dropped;
        do {
            dropped = carts.drop(since, LIMIT);
            if (dropped > 0) {
                log.atInfo().addKeyValue("carts", dropped).log("Carts nobody touched for 30 days were dropped");
            }
        } while (dropped == LIMIT);
    }
}
