package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static dev.tradewind.inventory.Neighbours.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import dev.tradewind.inventory.Neighbours.StockRow;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Many want one product at once: exactly what is there is sold, and by whole polls it goes faster than by a row lock
/// for each order, which is how it is usually done.
@OnRealServers
class FlashSaleTest {

    private static final boolean FULL = Boolean.getBoolean("tradewind.full");
    private static final int BUYERS = 2_000;
    private static final int PIECES = 500;
    private static final int ROUNDS = FULL ? 5 : 1;
    private static final int CONNECTIONS = 8;

    /// As many as the service's listeners get at once.
    @Value("${spring.kafka.consumer.max-poll-records}")
    private int poll;

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
        var warm = BUYERS / 4;
        inPolls(neighbours.product(PIECES / 4), warm);
        rowByRow(neighbours.product(PIECES / 4), warm);

        var ratios = new ArrayList<Double>();
        for (var round = 0; round < ROUNDS; round++) {
            var product = neighbours.product(PIECES);
            var compared = neighbours.product(PIECES);
            var ours = PIECES / seconds(inPolls(product, BUYERS));
            var theirs = PIECES / seconds(rowByRow(compared, BUYERS));
            theyAreSold(product);
            theyAreSold(compared);
            ratios.add(ours / theirs);
            System.out.printf(
                    "Flash sale, %d buyers for %d pieces: %.0f sold/s in polls of %d, %.0f/s with a row lock for each"
                            + " order: %.1fx%n",
                    BUYERS, PIECES, ours, poll, theirs, ours / theirs);
        }

        ratios.sort(null);
        assertThat(ratios.get(ROUNDS / 2)).isGreaterThan(FULL ? 5 : 2);
    }

    private void theyAreSold(UUID product) {
        assertThat(neighbours.stock(product))
                .extracting(StockRow::onHand, StockRow::reserved)
                .containsExactly(0L, 0L);
        assertThat(jdbc.sql("select count(*) from stock_movement where product_id = ? and kind = 'SALE' and delta = -1")
                        .param(product)
                        .query(Integer.class)
                        .single())
                .isEqualTo(PIECES);
    }

    private Duration inPolls(UUID product, int buyers) {
        var orders = Stream.generate(Ids::next).limit(buyers).toList();
        var begun = System.nanoTime();
        handle(orders.stream().map(it -> reserve(it, product, 1)).toList());
        handle(reserved(product).stream().map(Neighbours::confirm).toList());
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void handle(List<? extends InventoryCommand> commands) {
        for (var from = 0; from < commands.size(); from += poll) {
            var batch = commands.subList(from, Math.min(from + poll, commands.size())).stream()
                    .map(it -> new Received<InventoryCommand>(Ids.next(), it, Instant.now(), null))
                    .toList();
            transaction.executeWithoutResult(_ -> reserving.handle(batch));
        }
    }

    private List<UUID> reserved(UUID product) {
        return jdbc.sql("select reservation_id from reservation_line where product_id = ?")
                .param(product)
                .query((row, _) -> row.getObject("reservation_id", UUID.class))
                .list();
    }

    private Duration rowByRow(UUID product, int buyers) throws Exception {
        var begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var wishes = Stream.generate(Ids::next)
                    .limit(buyers)
                    .map(it -> threads.submit(() -> {
                        if (Boolean.TRUE.equals(transaction.execute(_ -> take(it, product)))) {
                            transaction.executeWithoutResult(_ -> sell(it, product));
                        }
                    }))
                    .toList();
            for (var wish : wishes) {
                wish.get();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private boolean take(UUID order, UUID product) {
        var available = jdbc.sql("select on_hand - reserved from stock where product_id = ? for update")
                .param(product)
                .query(Long.class)
                .single();
        if (available < 1) {
            outbox.append(new StockRefused(order, ORGANIZATION, order, "out-of-stock"));
            return false;
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
        return true;
    }

    private void sell(UUID order, UUID product) {
        jdbc.sql("select status from reservation where id = ? for update")
                .param(order)
                .query(String.class)
                .single();
        jdbc.sql("""
                update stock set on_hand = on_hand - 1, reserved = reserved - 1, version = version + 1
                where product_id = ?
                """).param(product).update();
        jdbc.sql("""
                insert into stock_movement (product_id, delta, kind, reservation_id, order_id, occurred_at)
                values (?, -1, 'SALE', ?, ?, now())
                """).params(List.of(product, order, order)).update();
        jdbc.sql("update reservation set status = 'CONFIRMED', updated_at = now() where id = ?")
                .param(order)
                .update();
        outbox.append(new ReservationConfirmed(order, ORGANIZATION, order));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
