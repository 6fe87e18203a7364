package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static dev.tradewind.inventory.Neighbours.reserve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.tradewind.contracts.HoldEvent;
import dev.tradewind.contracts.HoldEvent.HoldExpired;
import dev.tradewind.contracts.HoldEvent.StockHeld;
import dev.tradewind.contracts.HoldEvent.StockHeld.Left;
import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.HoldStock;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveHeldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.ReservationLost;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import dev.tradewind.inventory.Neighbours.StockRow;
import dev.tradewind.inventory.domain.ReservationBooks;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
class HoldingStockTest {

    private final UUID cart = Ids.next();
    private final UUID order = Ids.next();

    @Autowired
    private Neighbours neighbours;

    @Autowired
    private ReservationBooks books;

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
    void F1_whatACartHoldsNobodyElseGetsAndItIsSoldOnce() {
        var product = neighbours.product(3);

        neighbours.say(hold(1, product, 2, 600));
        assertThat(held(1)).isInstanceOf(StockHeld.class);
        neighbours.say(reserve(Ids.next(), product, 2));
        neighbours.say(hold(2, product, 3, 600), takeOver(order, product, 3), confirm(order));

        assertThat(neighbours.answers(order, 2).getLast()).isInstanceOf(ReservationConfirmed.class);
        assertThat(neighbours.stock(product))
                .extracting(StockRow::onHand, StockRow::reserved)
                .containsExactly(0L, 0L);
        assertThat(reservations(product)).isOne();
        neighbours.everythingIsAnnounced(product);
    }

    @Test
    void F1_aFailedOrderGivesTheHoldBackToTheCartAndNotToTheShelf() {
        var product = neighbours.product(3);

        neighbours.say(hold(1, product, 2, 600), takeOver(order, product, 2), release(order));
        neighbours.answers(order, 2);

        assertThat(neighbours.stock(product).reserved()).isEqualTo(2);
        assertThat(status()).isEqualTo("HELD");
        var second = Ids.next();
        neighbours.say(takeOver(second, product, 2), confirm(second), takeOver(order, product, 2));
        assertThat(neighbours.answers(second, 2).getLast()).isInstanceOf(ReservationConfirmed.class);
        assertThat(neighbours.answers(order, 3).getLast())
                .isEqualTo(new StockRefused(order, ORGANIZATION, cart, "released"));
        assertThat(neighbours.stock(product).onHand()).isOne();
    }

    @Test
    void F1_aHoldThatIsOverGivesItsStockBackAndSaysSo() {
        var product = neighbours.product(3);

        neighbours.say(hold(1, product, 2, 1));

        neighbours.eventually(
                () -> assertThat(neighbours.holds(cart)).hasSize(2).last().isInstanceOf(HoldExpired.class));
        assertThat(neighbours.stock(product).reserved()).isZero();
        neighbours.say(hold(2, product, 3, 600));
        assertThat(((StockHeld) held(2)).lines())
                .extracting(StockHeld.Line::productId, StockHeld.Line::quantity)
                .containsExactly(tuple(product, 3L));
    }

    @Test
    void F1_aHoldIsToldWithWhatIsLeftOnTheShelfThen() {
        var product = neighbours.product(5);

        neighbours.say(hold(1, product, 2, 600), reserve(Ids.next(), product, 1), hold(2, product, 1, 600));
        neighbours.say(hold(2, product, 1, 600));

        var last = ((StockHeld) held(2)).lines().getLast().left();
        assertThat(last).isEqualTo(new Left(3, neighbours.stock(product).version()));
        neighbours.eventually(() -> assertThat(neighbours.holds(cart).stream()
                        .map(StockHeld.class::cast)
                        .toList())
                .hasSize(3)
                .allSatisfy(it -> {
                    var line = it.lines().getFirst();
                    assertThat(line.left()).isIn(neighbours.announcedOf(product));
                }));
    }

    @Test
    void F1_aSmallerOrEmptyCartGivesBackTheRest() {
        var product = neighbours.product(5);

        neighbours.say(hold(1, product, 5, 600), hold(2, product, 1, 600));
        held(2);
        assertThat(neighbours.stock(product).reserved()).isOne();
        neighbours.say(new HoldStock(cart, ORGANIZATION, 3, List.of(), 600, 1800));

        assertThat(((StockHeld) held(3)).expiresAt()).isNull();
        assertThat(neighbours.stock(product).reserved()).isZero();
    }

    @Test
    void F1_whoeverEmptiesTheCartAndFillsItAgainDoesNotBeginAnew() {
        var product = neighbours.product(3);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        decide(hold(1, product, 2, 600), now);
        decide(new HoldStock(cart, ORGANIZATION, 2, List.of(), 600, 1800), now.plusSeconds(590));
        var again = (StockHeld) decide(hold(3, product, 2, 600), now.plusSeconds(591));
        var longest = (StockHeld) decide(hold(4, product, 2, 600), now.plusSeconds(1190));

        assertThat(again.expiresAt()).isEqualTo(now.plusSeconds(1191));
        assertThat(longest.expiresAt()).isEqualTo(now.plusSeconds(1790));
        assertThat(((StockHeld) decide(hold(5, product, 2, 600), now.plusSeconds(1780))).expiresAt())
                .isEqualTo(now.plusSeconds(1800));
        decide(new HoldStock(cart, ORGANIZATION, 6, List.of(), 600, 1800), now.plusSeconds(1790));
    }

    @Test
    void whatNobodyHasTouchedForLongIsForgotten() {
        var product = neighbours.product(3);
        var change = Ids.next();
        decide(hold(1, product, 1, 600), Instant.now());
        decide(new HoldStock(cart, ORGANIZATION, 2, List.of(), 600, 1800), Instant.now());
        decide(reserve(order, product, 1), Instant.now());
        decide(Neighbours.confirm(order), Instant.now());
        decide(Neighbours.reserveChange(order, change, new Line(product, 2)), Instant.now());

        transaction.executeWithoutResult(_ -> books.forget(Instant.now().plusSeconds(60), 10_000));
        assertThat(rows("reservation", cart)).isZero();
        assertThat(rows("reservation", order)).isOne();
        assertThat(rows("reservation_change", change)).as("still open").isOne();

        decide(Neighbours.releaseChange(order, change), Instant.now());
        transaction.executeWithoutResult(_ -> books.forget(Instant.now().minusSeconds(60), 10_000));
        assertThat(rows("reservation_change", change)).as("just decided").isOne();
        transaction.executeWithoutResult(_ -> books.forget(Instant.now().plusSeconds(60), 10_000));
        assertThat(rows("reservation_change", change)).isZero();
    }

    private long rows(String table, UUID id) {
        return jdbc.sql("select count(*) from " + table + " where id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    @Test
    void T2_whoeverTakesOverFirstIsNotSwept() {
        var product = neighbours.product(3);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        decide(hold(1, product, 2, 60), now);

        transaction.executeWithoutResult(_ -> {
            var book = books.open(List.of(takeOver(order, product, 2)));
            assertThat(book.decide(takeOver(order, product, 2), now.plusSeconds(59)))
                    .isInstanceOf(StockReserved.class);
            assertThat(elsewhere(now.plusSeconds(61))).isZero();
            books.write(book, now);
        });

        assertThat(elsewhere(now.plusSeconds(61))).isZero();
        assertThat(decide(confirm(order), now.plusSeconds(62))).isInstanceOf(ReservationConfirmed.class);
    }

    @Test
    void T2_whoeverIsSweptFirstIsTakenOverFromTheShelf() throws Exception {
        var product = neighbours.product(2);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        decide(hold(1, product, 2, 60), now);
        var swept = new CountDownLatch(1);
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = other.submit(() -> {
                swept.await();
                return decide(takeOver(order, product, 2), now.plusSeconds(62));
            });
            transaction.executeWithoutResult(_ -> {
                var book = books.openOverdue(now.plusSeconds(61), 100_000);
                book.expire(now.plusSeconds(61));
                swept.countDown();
                books.write(book, now.plusSeconds(61));
                // Others' pieces may be among them.
                outbox.append(Stream.concat(book.notices().stream(), book.stock().announcements(now).stream())
                        .map(Outgoing::of)
                        .toList());
            });
            assertThat(late.get(30, TimeUnit.SECONDS)).isInstanceOf(StockReserved.class);
        }
        assertThat(neighbours.stock(product).reserved()).isEqualTo(2);
    }

    @Test
    void T2_anOrderWhoseTimeIsOverLosesTheReservationToItsCart() {
        var product = neighbours.product(2);

        neighbours.say(
                hold(1, product, 2, 600),
                new ReserveHeldStock(cart, ORGANIZATION, order, List.of(new Line(product, 2)), 1));
        assertThat(neighbours.answer(order)).isInstanceOf(StockReserved.class);
        neighbours.eventually(() -> assertThat(status()).isEqualTo("HELD"));
        neighbours.say(confirm(order));

        assertThat(neighbours.answers(order, 2).getLast())
                .isEqualTo(new ReservationLost(order, ORGANIZATION, cart, "expired"));
        assertThat(neighbours.stock(product).reserved()).isEqualTo(2);
    }

    /// A cart, and others who want the only piece it holds.
    private record Contest(UUID cart, UUID product, UUID order, List<UUID> others) {

        static Contest about(UUID product) {
            return new Contest(
                    Ids.next(),
                    product,
                    Ids.next(),
                    Stream.generate(Ids::next).limit(6).toList());
        }

        HoldStock hold(int ttlSeconds) {
            return new HoldStock(cart, ORGANIZATION, 1, List.of(new Line(product, 1)), ttlSeconds, 1800);
        }
    }

    /// The first order takes over while the cart surely holds it, the last when the hold is surely over, those between
    /// them around that moment.
    @Test
    void F1_atTheLastMomentOthersAndTheCartsOrderWantThePieceAndOneGetsIt() {
        var contests = Stream.generate(() -> Contest.about(neighbours.product(1)))
                .limit(8)
                .toList();
        var first = contests.getFirst();
        var last = contests.getLast();
        contests.forEach(it -> neighbours.say(it.hold(it.equals(first) ? 600 : 1)));
        contests.forEach(it -> neighbours.eventually(
                () -> assertThat(neighbours.holds(it.cart())).isNotEmpty()));

        compete(first);
        for (var i = 1; i < contests.size() - 1; i++) {
            var it = contests.get(i);
            var until = Objects.requireNonNull(
                    ((StockHeld) neighbours.holds(it.cart()).getFirst()).expiresAt());
            var moment = until.plusMillis(15L * (i - 4));
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> Instant.now().isAfter(moment));
            compete(it);
        }
        neighbours.eventually(
                () -> assertThat(neighbours.holds(last.cart())).last().isInstanceOf(HoldExpired.class));
        compete(last);

        contests.forEach(it -> {
            var answers = Stream.concat(Stream.of(it.order()), it.others().stream())
                    .map(neighbours::answer)
                    .toList();
            assertThat(answers).filteredOn(StockReserved.class::isInstance).hasSize(1);
            assertThat(neighbours.stock(it.product()))
                    .extracting(StockRow::onHand, StockRow::reserved)
                    .containsExactly(1L, 1L);
            neighbours.everythingIsAnnounced(it.product());
        });
        assertThat(neighbours.answer(first.order())).isInstanceOf(StockReserved.class);
        assertThat(neighbours.holds(first.cart())).noneMatch(HoldExpired.class::isInstance);
    }

    private void compete(Contest contest) {
        var product = contest.product();
        contest.others().subList(0, 3).forEach(it -> neighbours.say(reserve(it, product, 1)));
        neighbours.say(new ReserveHeldStock(
                contest.cart(), ORGANIZATION, contest.order(), List.of(new Line(product, 1)), 600));
        contest.others().subList(3, 6).forEach(it -> neighbours.say(reserve(it, product, 1)));
    }

    private HoldEvent held(long revision) {
        neighbours.eventually(() -> assertThat(neighbours.holds(cart))
                .anyMatch(it -> it instanceof StockHeld && it.revision() == revision));
        return neighbours.holds(cart).stream()
                .filter(it -> it instanceof StockHeld && it.revision() == revision)
                .findFirst()
                .orElseThrow();
    }

    private HoldStock hold(long revision, UUID product, int quantity, int ttlSeconds) {
        return new HoldStock(cart, ORGANIZATION, revision, List.of(new Line(product, quantity)), ttlSeconds, 1800);
    }

    private ReserveHeldStock takeOver(UUID by, UUID product, int quantity) {
        return new ReserveHeldStock(cart, ORGANIZATION, by, List.of(new Line(product, quantity)), 600);
    }

    private ConfirmReservation confirm(UUID by) {
        return new ConfirmReservation(cart, ORGANIZATION, by);
    }

    private ReleaseReservation release(UUID by) {
        return new ReleaseReservation(cart, ORGANIZATION, by);
    }

    private Message decide(InventoryCommand command, Instant at) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var book = books.open(List.of(command));
            var reply = book.decide(command, at);
            books.write(book, at);
            return reply;
        }));
    }

    /// How often another instance would have swept this cart.
    private long elsewhere(Instant at) {
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            return other.submit(() -> Objects.requireNonNull(transaction.execute(status -> {
                        var book = books.openOverdue(at, 100_000);
                        book.expire(at);
                        status.setRollbackOnly();
                        return book.changed().stream()
                                .filter(it -> it.id().equals(cart))
                                .count();
                    })))
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private String status() {
        return jdbc.sql("select status from reservation where id = :id")
                .param("id", cart)
                .query(String.class)
                .single();
    }

    /// Reservations that were given pieces of the product.
    private long reservations(UUID product) {
        return jdbc.sql("select count(*) from reservation_line where product_id = :product")
                .param("product", product)
                .query(Long.class)
                .single();
    }
}
