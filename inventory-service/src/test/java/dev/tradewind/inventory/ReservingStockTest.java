package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static dev.tradewind.inventory.Neighbours.confirm;
import static dev.tradewind.inventory.Neighbours.release;
import static dev.tradewind.inventory.Neighbours.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.ReservationLost;
import dev.tradewind.contracts.OrderReply.ReservationReleased;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import dev.tradewind.inventory.Neighbours.StockRow;
import dev.tradewind.inventory.domain.ReservationBook;
import dev.tradewind.inventory.domain.ReservationBooks;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@OnRealServers
class ReservingStockTest {

    private final UUID id = Ids.next();

    @Autowired
    private Neighbours neighbours;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ReservationBooks books;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void theBooksBalance() {
        neighbours.theBooksBalance();
    }

    @Test
    void whatIsReservedIsAnsweredAndAnnounced() {
        var product = neighbours.product(10);

        neighbours.say(reserve(id, product, 3));

        assertThat(neighbours.answer(id)).isInstanceOf(StockReserved.class);
        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(10, 3, 3));
        neighbours.everythingIsAnnounced(product);
    }

    @Test
    void ofFiftyWhoWantTheLastOneExactlyOneGetsIt() {
        var product = neighbours.product(1);
        var ids = Stream.generate(Ids::next).limit(50).toList();

        neighbours.say(ids.stream().map(it -> reserve(it, product, 1)).toList());

        var answers = ids.stream().map(neighbours::answer).toList();
        assertThat(answers).filteredOn(StockReserved.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(it -> it instanceof StockRefused no && no.reason().equals("out-of-stock"))
                .hasSize(49);
        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(1, 1, 3));
        neighbours.everythingIsAnnounced(product);
    }

    @Test
    void oneShortLineRefusesAllLines() {
        var plenty = neighbours.product(10);
        var none = neighbours.product(1);

        neighbours.say(new ReserveStock(id, ORGANIZATION, id, List.of(new Line(plenty, 1), new Line(none, 2)), 600));

        assertThat(neighbours.answer(id)).isEqualTo(new StockRefused(id, ORGANIZATION, id, "out-of-stock"));
        assertThat(neighbours.stock(plenty)).isEqualTo(new StockRow(10, 0, 2));
    }

    @Test
    void T2_anOverdueReservationGivesItsStockBack() {
        var product = neighbours.product(10);

        neighbours.say(reserve(id, product, 3, 1));
        assertThat(neighbours.answer(id)).isInstanceOf(StockReserved.class);
        neighbours.eventually(() -> assertThat(neighbours.stock(product)).isEqualTo(new StockRow(10, 0, 4)));
        neighbours.say(confirm(id));

        assertThat(neighbours.answers(id, 2).getLast()).isEqualTo(new ReservationLost(id, ORGANIZATION, id, "expired"));
        assertThat(status()).isEqualTo("EXPIRED");
        neighbours.everythingIsAnnounced(product);
    }

    @Test
    void T4_aConfirmationSellsAndWritesAMovement() {
        var product = neighbours.product(10);

        neighbours.say(reserve(id, product, 3), confirm(id), confirm(id), release(id));

        var confirmed = new ReservationConfirmed(id, ORGANIZATION, id);
        assertThat(neighbours.answers(id, 4)).endsWith(confirmed, confirmed, confirmed);
        assertThat(neighbours.stock(product))
                .extracting(StockRow::onHand, StockRow::reserved)
                .containsExactly(7L, 0L);
        assertThat(jdbc.sql("select delta from stock_movement where kind = 'SALE' and order_id = :order")
                        .param("order", id)
                        .query((row, _) -> row.getLong("delta"))
                        .list())
                .containsExactly(-3L);
        neighbours.everythingIsAnnounced(product);
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndReservesOnce() {
        var product = neighbours.product(10);

        neighbours.say(reserve(id, product, 3));
        var first = neighbours.answer(id);
        neighbours.say(reserve(id, product, 3), reserve(id, product, 3));

        assertThat(neighbours.answers(id, 3)).containsOnly(first);
        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(10, 3, 3));
    }

    @Test
    void aReleaseThatComesFirstIsRemembered() {
        var product = neighbours.product(10);

        neighbours.say(release(id));
        assertThat(neighbours.answer(id)).isEqualTo(new ReservationReleased(id, ORGANIZATION, id));
        neighbours.say(reserve(id, product, 3));

        assertThat(neighbours.answers(id, 2).getLast()).isEqualTo(new StockRefused(id, ORGANIZATION, id, "released"));
        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(10, 0, 2));
    }

    /// One thread confirms, one sweeps; each waits for the other's first, so that they meet among the same
    /// reservations.
    @Test
    void T2_confirmationsAndTheSweepMeetAndWhateverIsNotSoldIsLost() throws Exception {
        var product = neighbours.product(1_000);
        var ids = Stream.generate(Ids::next).limit(60).toList();
        neighbours.say(ids.stream().map(it -> reserve(it, product, 2, 60)).toList());
        var end = ids.stream()
                .map(it -> ((StockReserved) neighbours.answer(it)).expiresAt())
                .max(Instant::compareTo)
                .orElseThrow();
        var sold = new CountDownLatch(1);
        var swept = new CountDownLatch(1);

        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var sweeping = others.submit(() -> {
                sold.await();
                while (sweep(end, 5)) {
                    swept.countDown();
                }
                return true;
            });
            var confirming = others.submit(() -> {
                var confirmed = 0;
                for (var id : ids.reversed()) {
                    confirmed += decide(confirm(id), end.minusSeconds(10)) instanceof ReservationConfirmed ? 1 : 0;
                    sold.countDown();
                    if (id.equals(ids.get(30))) {
                        swept.await();
                    }
                }
                return confirmed;
            });

            var confirmed = confirming.get(30, TimeUnit.SECONDS);
            assertThat(sweeping.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(confirmed).isBetween(1, 59);
            assertThat(neighbours.stock(product))
                    .extracting(StockRow::onHand, StockRow::reserved)
                    .containsExactly(1_000L - 2 * confirmed, 0L);
        }
        neighbours.everythingIsAnnounced(product);
    }

    /// As the service does, at a time of its own. False when there was nothing.
    private boolean sweep(Instant at, int limit) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            var book = books.openOverdue(at, limit);
            book.expire(at);
            write(book, at);
            return !book.changed().isEmpty();
        }));
    }

    private Message decide(InventoryCommand command, Instant at) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var book = books.open(List.of(command));
            var reply = book.decide(command, at);
            write(book, at);
            return reply;
        }));
    }

    private void write(ReservationBook book, Instant at) {
        books.write(book, at);
        outbox.append(Stream.concat(book.notices().stream(), book.stock().announcements(at).stream())
                .map(Outgoing::of)
                .toList());
    }

    private String status() {
        return jdbc.sql("select status from reservation where id = :id")
                .param("id", id)
                .query((row, _) -> row.getString("status"))
                .single();
    }
}
