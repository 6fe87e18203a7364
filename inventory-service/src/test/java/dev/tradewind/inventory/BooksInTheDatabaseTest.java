package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.confirm;
import static dev.tradewind.inventory.Neighbours.reserve;
import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.ReservationLost;
import dev.tradewind.contracts.OrderReply.ReservationRestocked;
import dev.tradewind.contracts.OrderReply.RestockRefused;
import dev.tradewind.inventory.Neighbours.StockRow;
import dev.tradewind.inventory.domain.ReservationBooks;
import dev.tradewind.messaging.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the database makes sure of when the code does not, and who wins when two want the same row.
@OnRealServers
class BooksInTheDatabaseTest {

    private final UUID id = Ids.next();
    private final Instant now = Instant.now().truncatedTo(MILLIS);

    @Autowired
    private Neighbours neighbours;

    @Autowired
    private ReservationBooks books;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void theBooksBalance() {
        neighbours.theBooksBalance();
    }

    @Test
    void whoeverConfirmsFirstIsNotExpired() {
        var product = neighbours.product(10);
        decide(reserve(id, product, 3), now);
        var later = now.plusSeconds(601);

        var sold = transaction.execute(_ -> {
            var book = books.open(List.of(confirm(id)));
            var reply = book.decide(confirm(id), now.plusSeconds(599));
            assertThat(elsewhere(() -> sweep(later))).isZero();
            books.write(book, now);
            return reply;
        });

        assertThat(sold).isInstanceOf(ReservationConfirmed.class);
        assertThat(elsewhere(() -> sweep(later))).isZero();
        assertThat(neighbours.stock(product))
                .extracting(StockRow::onHand, StockRow::reserved)
                .containsExactly(7L, 0L);
    }

    @Test
    void whoeverExpiresFirstIsNotConfirmed() throws Exception {
        var product = neighbours.product(10);
        decide(reserve(id, product, 3), now);
        var swept = new CountDownLatch(1);
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            var confirmation = other.submit(() -> {
                swept.await();
                return decide(confirm(id), now.plusSeconds(599));
            });

            transaction.executeWithoutResult(_ -> {
                var book = books.openOverdue(now.plusSeconds(601), 100_000);
                book.expire(now.plusSeconds(601));
                swept.countDown();
                neighbours.eventually(() -> assertThat(waitingForLocks()).isPositive());
                books.write(book, now.plusSeconds(601));
            });

            assertThat(confirmation.get(30, TimeUnit.SECONDS)).isInstanceOf(ReservationLost.class);
        }
        assertThat(neighbours.stock(product))
                .extracting(StockRow::onHand, StockRow::reserved)
                .containsExactly(10L, 0L);
    }

    @Test
    void S9_whatLeftTheHouseCannotComeBackAndTheOtherWayRound() {
        var product = neighbours.product(10);
        var shipped = Ids.next();
        for (var each : List.of(id, shipped)) {
            decide(reserve(each, product, 3), now);
            decide(confirm(each), now);
        }
        ship(shipped);

        assertThat(decide(new RestockReservation(id, Neighbours.ORGANIZATION, id), now))
                .isInstanceOf(ReservationRestocked.class);
        assertThat(decide(new RestockReservation(shipped, Neighbours.ORGANIZATION, shipped), now))
                .isInstanceOf(RestockRefused.class);
        assertThatThrownBy(() -> ship(id)).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(neighbours.stock(product))
                .extracting(StockRow::onHand, StockRow::reserved)
                .containsExactly(7L, 0L);
    }

    private void ship(UUID reservation) {
        jdbc.sql("update reservation set shipped_at = now() where id = :id")
                .param("id", reservation)
                .update();
    }

    @Test
    void aBatchOfFiveHundredLeavesOneVersion() {
        var product = neighbours.product(1_000);
        var commands = Stream.generate(Ids::next)
                .limit(500)
                .map(it -> reserve(it, product, 1))
                .toList();

        transaction.executeWithoutResult(_ -> {
            var book = books.open(commands);
            commands.forEach(it -> book.decide(it, now));
            books.write(book, now);
        });

        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(1_000, 500, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update stock set reserved = on_hand + 1 where product_id = :product",
                "update stock set reserved = -1 where product_id = :product",
                "update stock set on_hand = reserved - 1 where product_id = :product",
                "update stock_movement set delta = 1 where product_id = :product",
                "delete from stock_movement where product_id = :product",
                "update reservation_line set quantity = 0 where product_id = :product",
                "insert into stock_movement (product_id, delta, kind, occurred_at) values (:product, 1, 'INITIAL', now())",
                "insert into stock_movement (product_id, delta, kind, occurred_at) values (:product, -1, 'SALE', now())",
                "insert into stock_movement (product_id, delta, kind, occurred_at) values (:product, 0, 'RESTOCK', now())",
            })
    void theDatabaseRefuses(String damage) {
        var product = neighbours.product(10);
        decide(reserve(id, product, 3), now);

        assertThatThrownBy(() -> jdbc.sql(damage).param("product", product).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESERVED", "RELEASED", "EXPIRED"})
    void whatIsConfirmedStaysConfirmedThroughSqlToo(String other) {
        var product = neighbours.product(10);
        decide(reserve(id, product, 3), now);
        decide(confirm(id), now);

        assertThatThrownBy(() -> jdbc.sql("update reservation set status = :other where id = :id")
                        .param("other", other)
                        .param("id", id)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private Message decide(InventoryCommand command, Instant at) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var book = books.open(List.of(command));
            var reply = book.decide(command, at);
            books.write(book, at);
            return reply;
        }));
    }

    /// How many of the reservations of this test were swept.
    private long sweep(Instant at) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var book = books.openOverdue(at, 100_000);
            book.expire(at);
            books.write(book, at);
            return book.changed().stream().filter(it -> it.id().equals(id)).count();
        }));
    }

    private static long elsewhere(Callable<Long> work) {
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            return other.submit(work).get(30, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private long waitingForLocks() {
        return elsewhere(() -> jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                        """).query((row, _) -> row.getLong(1)).single());
    }
}
