package dev.tradewind.catalog.reviewing;

import dev.tradewind.catalog.products.Products;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes what buyers think a part of the product, and tells everybody: once for all who spoke meanwhile, so that a
/// burst of reviews is one event.
@Component
class Ratings {

    private static final int AT_ONCE = 100;

    private final Products products;
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Ratings(Products products, JdbcClient jdbc, Outbox outbox, Clock clock, TransactionTemplate transaction) {
        this.products = products;
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    private record Rating(UUID productId, long count, long stars) {}

    @Scheduled(fixedDelayString = "${tradewind.catalog.ratings-pause:5s}")
    void tellAll() {
        int told;
        do {
            told = Objects.requireNonNull(transaction.execute(_ -> tellSome()));
        } while (told == AT_ONCE);
    }

    private int tellSome() {
        var ratings = new HashMap<UUID, Rating>();
        jdbc.sql("""
                select product_id, count, stars from ratings
                where not told order by product_id limit ? for update skip locked
                """)
                .param(AT_ONCE)
                .query((row, _) ->
                        new Rating(row.getObject("product_id", UUID.class), row.getLong("count"), row.getLong("stars")))
                .list()
                .forEach(it -> ratings.put(it.productId(), it));
        if (ratings.isEmpty()) {
            return 0;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var outgoing = new ArrayList<Outgoing>();
        for (var product : products.lockAll(ratings.keySet())) {
            var rating = Objects.requireNonNull(ratings.get(product.getId()));
            product.rate(rating.count(), rating.stars(), now).ifPresent(it -> outgoing.add(Outgoing.of(it)));
        }
        jdbc.sql("update ratings set told = true where product_id = any (?::uuid[])")
                .param(ratings.keySet().stream().map(UUID::toString).toArray(String[]::new))
                .update();
        outbox.append(outgoing);
        return ratings.size();
    }
}
