package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static dev.tradewind.inventory.Neighbours.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import dev.tradewind.inventory.Neighbours.StockRow;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Many want one product at once: exactly what is there is reserved, and by whole polls it goes faster than by a row
/// lock for each order, which is how it is usually done.
@OnRealServers
class FlashSaleTest {

    private static final int BUYERS = Boolean.getBoolean("tradewind.full") ? 2_000 : 1_000;
    private static final int PIECES = BUYERS / 4;
    private static final int POLL = 500;
    private static final int CONNECTIONS = 8;

    @Autowired
    private Neighbours neighbours;

    @Autowired
    private BatchHandler<InventoryCommand> reserving;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void theBooksBalance() {
        neighbours.theBooksBalance();
    }

    @Test
    void ofManyBuyersAsManyGetOneAsThereArePieces() throws Exception {
        inPolls(neighbours.product(PIECES));
        rowByRow(neighbours.product(PIECES));
        var product = neighbours.product(PIECES);
        var compared = neighbours.product(PIECES);

        var ours = PIECES / seconds(inPolls(product));
        var theirs = PIECES / seconds(rowByRow(compared));

        assertThat(neighbours.stock(product))
                .extracting(StockRow::onHand, StockRow::reserved)
                .containsExactly((long) PIECES, (long) PIECES);
        assertThat(neighbours.stock(compared).reserved()).isEqualTo(PIECES);
        System.out.printf(
                "Flash sale, %d buyers for %d pieces: %.0f reservations/s in polls of %d, %.0f/s with a row lock for each"
                        + " order: %.1fx%n",
                BUYERS, PIECES, ours, POLL, theirs, ours / theirs);
        assertThat(ours).isGreaterThan(theirs);
    }

    private Duration inPolls(UUID product) {
        var wishes = Stream.generate(Ids::next)
                .limit(BUYERS)
                .map(it -> new Received<InventoryCommand>(Ids.next(), reserve(it, product, 1), Instant.now(), null))
                .toList();
        var begun = System.nanoTime();
        for (var from = 0; from < BUYERS; from += POLL) {
            var poll = wishes.subList(from, Math.min(from + POLL, BUYERS));
            transaction.executeWithoutResult(_ -> reserving.handle(poll));
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Duration rowByRow(UUID product) throws Exception {
        var begun = System.nanoTime();
        try (var buyers = Executors.newFixedThreadPool(CONNECTIONS)) {
            var wishes = Stream.generate(Ids::next)
                    .limit(BUYERS)
                    .map(it -> buyers.submit(() -> transaction.executeWithoutResult(_ -> buy(it, product))))
                    .toList();
            for (var wish : wishes) {
                wish.get();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void buy(UUID order, UUID product) {
        var available = jdbc.sql("select on_hand - reserved from stock where product_id = ? for update")
                .param(product)
                .query(Long.class)
                .single();
        if (available < 1) {
            outbox.append(new StockRefused(order, ORGANIZATION, order, "out-of-stock"));
            return;
        }
        jdbc.sql("update stock set reserved = reserved + 1, version = version + 1 where product_id = ?")
                .param(product)
                .update();
        jdbc.sql("""
                insert into reservation (id, order_id, organization_id, status, expires_at, created_at, updated_at)
                values (?, ?, ?, 'RESERVED', now() + interval '10 minutes', now(), now())
                """).params(List.of(order, order, ORGANIZATION)).update();
        jdbc.sql("insert into reservation_line (reservation_id, product_id, quantity) values (?, ?, 1)")
                .params(List.of(order, product))
                .update();
        outbox.append(
                new StockReserved(order, ORGANIZATION, order, Instant.now().plusSeconds(600)));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
