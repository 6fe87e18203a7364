package dev.tradewind.search.listing;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Does not wait for ever for what becomes of an order.
@Component
class ForgottenOrders {

    private static final Duration LONG_AGO = Duration.ofDays(14);

    private final JdbcClient jdbc;
    private final Clock clock;

    ForgottenOrders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Longer than Kafka keeps what is told of orders, so nothing is forgotten that may still be told.
    @Scheduled(fixedDelay = 6, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        jdbc.sql("delete from undecided_orders where placed_at < :then")
                .param("then", Timestamp.from(clock.instant().minus(LONG_AGO)))
                .update();
    }
}
