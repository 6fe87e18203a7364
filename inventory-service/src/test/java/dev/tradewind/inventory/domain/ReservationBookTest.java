package dev.tradewind.inventory.domain;

import static dev.tradewind.inventory.domain.Desk.ORGANIZATION;
import static dev.tradewind.inventory.domain.Desk.TTL_SECONDS;
import static dev.tradewind.inventory.domain.Desk.confirm;
import static dev.tradewind.inventory.domain.Desk.release;
import static dev.tradewind.inventory.domain.Desk.reserve;
import static dev.tradewind.inventory.domain.Desk.restock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.ReservationLost;
import dev.tradewind.contracts.OrderReply.ReservationReleased;
import dev.tradewind.contracts.OrderReply.ReservationRestocked;
import dev.tradewind.contracts.OrderReply.RestockRefused;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservationBookTest {

    private static final Duration TTL = Duration.ofSeconds(TTL_SECONDS);

    private final Desk desk = new Desk();
    private final UUID id = UUID.randomUUID();

    @Test
    void whatIsReservedIsNotAvailableUntilItExpires() {
        var product = desk.shelve(10);

        var replies = desk.ask(reserve(id, product, 3));

        assertThat(replies).containsExactly(new StockReserved(id, ORGANIZATION, id, desk.now.plus(TTL)));
        assertThat(desk.stock(product)).isEqualTo(new Stock(product, ORGANIZATION, 10, 3, 2, false, 0));
        assertThat(desk.movements).isEmpty();
    }

    @Test
    void ofFiftyWhoWantTheLastOneTheFirstGetsIt() {
        var product = desk.shelve(1);
        var ids = Stream.generate(UUID::randomUUID).limit(50).toList();

        var replies = desk.ask(ids.stream().map(it -> reserve(it, product, 1)).toList());

        assertThat(replies.getFirst()).isInstanceOf(StockReserved.class);
        assertThat(replies.subList(1, 50))
                .containsExactlyElementsOf(ids.subList(1, 50).stream()
                        .map(it -> (OrderReply) new StockRefused(it, ORGANIZATION, it, "out-of-stock"))
                        .toList());
        assertThat(desk.stock(product)).isEqualTo(new Stock(product, ORGANIZATION, 1, 1, 2, false, 0));
    }

    @Test
    void oneShortLineRefusesAllLines() {
        var plenty = desk.shelve(10);
        var few = desk.shelve(1);

        var replies = desk.ask(reserve(id, new Line(plenty, 1), new Line(few, 2)));

        assertThat(replies).containsExactly(refused("out-of-stock"));
        assertThat(desk.stock(plenty).reserved()).isZero();
        assertThat(desk.stock(few).reserved()).isZero();
    }

    @Test
    void aProductNamedTwiceIsWantedTwice() {
        var product = desk.shelve(3);

        var tooMany = desk.ask(reserve(id, new Line(product, 2), new Line(product, 2)));
        var other = UUID.randomUUID();
        var enough = desk.ask(reserve(other, new Line(product, 2), new Line(product, 1)));

        assertThat(tooMany).containsExactly(refused("out-of-stock"));
        assertThat(enough).hasOnlyElementsOfType(StockReserved.class);
        assertThat(desk.stock(product).available()).isZero();
    }

    @Test
    void anUnknownProductIsRefused() {
        assertThat(desk.ask(reserve(id, UUID.randomUUID(), 1))).containsExactly(refused("unknown-product"));
    }

    @Test
    void aProductOfAnotherOrganisationLooksLikeNone() {
        var theirs = desk.shelve(10, UUID.randomUUID());

        assertThat(desk.ask(reserve(id, theirs, 1))).containsExactly(refused("unknown-product"));
        assertThat(desk.stock(theirs).reserved()).isZero();
    }

    @Test
    void aDeletedProductIsRefusedThoughItsOpenReservationIsStillSold() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 1));
        desk.stocks.computeIfPresent(
                product,
                (_, it) -> new Stock(it.productId(), ORGANIZATION, it.onHand(), it.reserved(), it.version(), true, 0));
        var late = UUID.randomUUID();

        var replies = desk.ask(reserve(late, product, 1), confirm(id));

        assertThat(replies)
                .containsExactly(
                        new StockRefused(late, ORGANIZATION, late, "unknown-product"),
                        new ReservationConfirmed(id, ORGANIZATION, id));
    }

    @Test
    void confirmingSells() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3));

        var replies = desk.ask(confirm(id));

        assertThat(replies).containsExactly(new ReservationConfirmed(id, ORGANIZATION, id));
        assertThat(desk.stock(product)).isEqualTo(new Stock(product, ORGANIZATION, 7, 0, 3, false, 0));
        assertThat(desk.movements).containsExactly(new Movement.Sale(product, -3, id, id, null, desk.now));
    }

    @Test
    void S9_whatWasSoldLiesOnTheShelfAgainOnceWhenItIsTakenBack() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3), confirm(id));
        desk.movements.clear();

        var replies = desk.ask(restock(id), restock(id), confirm(id));

        var restocked = new ReservationRestocked(id, ORGANIZATION, id);
        assertThat(replies).containsExactly(restocked, restocked, new ReservationConfirmed(id, ORGANIZATION, id));
        assertThat(desk.stock(product))
                .extracting(Stock::onHand, Stock::reserved)
                .containsExactly(10L, 0L);
        assertThat(desk.movements).containsExactly(new Movement.Restock(product, 3, id, id, null, desk.now));
    }

    @Test
    void S9_whatLeftTheHouseIsNotTakenBack() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3), confirm(id));
        desk.reservations.computeIfPresent(
                id,
                (_, it) -> new Reservation(
                        it.id(), it.orderId(), ORGANIZATION, it.lines(), new ReservationStatus.Shipped(desk.now)));

        assertThat(desk.ask(restock(id))).containsExactly(new RestockRefused(id, ORGANIZATION, id, "shipped"));
        assertThat(desk.stock(product).onHand()).isEqualTo(7);
    }

    @Test
    void S9_whatIsOnlyReservedIsReleasedByTakingItBack() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3));

        assertThat(desk.ask(restock(id), confirm(id)))
                .containsExactly(
                        new ReservationRestocked(id, ORGANIZATION, id),
                        new ReservationLost(id, ORGANIZATION, id, "released"));
        assertThat(desk.stock(product).available()).isEqualTo(10);
    }

    @Test
    void confirmingTwiceSellsOnce() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3));

        var replies = desk.ask(confirm(id), confirm(id));

        assertThat(replies)
                .containsExactly(
                        new ReservationConfirmed(id, ORGANIZATION, id), new ReservationConfirmed(id, ORGANIZATION, id));
        assertThat(desk.stock(product).onHand()).isEqualTo(7);
        assertThat(desk.movements).hasSize(1);
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswer() {
        var product = desk.shelve(10);
        var first = desk.ask(reserve(id, product, 3));
        desk.pass(Duration.ofSeconds(1));

        assertThat(desk.ask(reserve(id, product, 3))).isEqualTo(first);
        assertThat(desk.ask(confirm(id), reserve(id, product, 3))).endsWith(first.getFirst());
        assertThat(desk.stock(product)).isEqualTo(new Stock(product, ORGANIZATION, 7, 0, 3, false, 0));
    }

    @Test
    void aRefusalStaysARefusalThoughStockArrives() {
        var product = desk.shelve(0);
        desk.ask(reserve(id, product, 1));
        desk.stocks.put(product, new Stock(product, ORGANIZATION, 10, 0, 2, false, 0));

        assertThat(desk.ask(reserve(id, product, 1))).containsExactly(refused("out-of-stock"));
        assertThat(desk.stock(product).reserved()).isZero();
    }

    @Test
    void releasingGivesBack() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3));

        var replies = desk.ask(release(id), release(id));

        assertThat(replies)
                .containsExactly(
                        new ReservationReleased(id, ORGANIZATION, id), new ReservationReleased(id, ORGANIZATION, id));
        assertThat(desk.stock(product)).isEqualTo(new Stock(product, ORGANIZATION, 10, 0, 3, false, 0));
        assertThat(desk.movements).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReleaseThatComesFirstIsRemembered(boolean inOneBatch) {
        var product = desk.shelve(10);

        var replies = inOneBatch
                ? desk.ask(release(id), reserve(id, product, 1))
                : Stream.of(desk.ask(release(id)), desk.ask(reserve(id, product, 1)))
                        .flatMap(List::stream)
                        .toList();

        assertThat(replies).containsExactly(new ReservationReleased(id, ORGANIZATION, id), refused("released"));
        assertThat(desk.stock(product).reserved()).isZero();
    }

    @Test
    void whatIsConfirmedIsNotReleased() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3), confirm(id));

        assertThat(desk.ask(release(id))).containsExactly(new ReservationConfirmed(id, ORGANIZATION, id));
        assertThat(desk.stock(product).onHand()).isEqualTo(7);
    }

    @Test
    void whatIsReleasedIsNotConfirmed() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3), release(id));

        assertThat(desk.ask(confirm(id))).containsExactly(lost("released"));
        assertThat(desk.stock(product).onHand()).isEqualTo(10);
    }

    @Test
    void whatIsOverdueIsLostThoughNobodyHasSweptYet() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3));
        desk.pass(TTL);

        assertThat(desk.ask(confirm(id))).containsExactly(lost("expired"));
        assertThat(desk.stock(product)).isEqualTo(new Stock(product, ORGANIZATION, 10, 0, 3, false, 0));
        assertThat(desk.ask(reserve(id, product, 3))).containsExactly(refused("expired"));
    }

    @Test
    void untilTheLastMomentItCanBeConfirmed() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3));
        desk.pass(TTL.minusNanos(1));
        desk.sweep();

        assertThat(desk.ask(confirm(id))).containsExactly(new ReservationConfirmed(id, ORGANIZATION, id));
    }

    @Test
    void sweepingGivesBackWhatIsOverdueAndNothingElse() {
        var product = desk.shelve(10);
        var sold = UUID.randomUUID();
        var fresh = UUID.randomUUID();
        desk.ask(reserve(id, product, 3), reserve(sold, product, 1), confirm(sold));
        desk.pass(TTL);
        desk.ask(reserve(fresh, product, 2));

        desk.sweep();

        assertThat(desk.stock(product)).isEqualTo(new Stock(product, ORGANIZATION, 9, 2, 4, false, 0));
        assertThat(desk.ask(confirm(id), confirm(fresh)))
                .containsExactly(lost("expired"), new ReservationConfirmed(fresh, ORGANIZATION, fresh));
    }

    @Test
    void releasingWhatHasExpiredIsAnsweredAndChangesNothing() {
        var product = desk.shelve(10);
        desk.ask(reserve(id, product, 3));
        desk.pass(TTL);
        desk.sweep();

        assertThat(desk.ask(release(id))).containsExactly(new ReservationReleased(id, ORGANIZATION, id));
        assertThat(desk.stock(product).available()).isEqualTo(10);
    }

    @Test
    void whatWasToldToBeLostIsNeverReservedAfterwards() {
        var product = desk.shelve(10);

        assertThat(desk.ask(confirm(id), reserve(id, product, 1))).containsExactly(lost("expired"), refused("expired"));
        assertThat(desk.stock(product).reserved()).isZero();
    }

    @Test
    void whatWasRefusedCannotBeConfirmed() {
        assertThat(desk.ask(reserve(id, UUID.randomUUID(), 1), confirm(id)))
                .containsExactly(refused("unknown-product"), lost("released"));
    }

    @Test
    void theStockOfABatchIsAnnouncedOnceAndOnlyWhenItDiffers() {
        var product = desk.shelve(10);
        var ids = IntStream.range(0, 4).mapToObj(_ -> UUID.randomUUID()).toList();

        desk.ask(ids.stream().map(it -> reserve(it, product, 1)).toList());
        desk.ask(reserve(id, product, 1), release(id));

        assertThat(desk.stock(product)).isEqualTo(new Stock(product, ORGANIZATION, 10, 4, 2, false, 0));
    }

    @Test
    void stockGivenBackInABatchIsReservedByTheNextInTheSameBatch() {
        var product = desk.shelve(1);
        desk.ask(reserve(id, product, 1));
        var next = UUID.randomUUID();

        assertThat(desk.ask(release(id), reserve(next, product, 1)).getLast()).isInstanceOf(StockReserved.class);
    }

    @Test
    void aReservationOfAnotherOrganisationIsNobodyElses() {
        var product = desk.shelve(1);
        var other = UUID.randomUUID();
        desk.ask(reserve(id, product, 1));

        assertThatThrownBy(() -> desk.ask(new ReserveStock(id, other, id, List.of(new Line(product, 1)), 60)))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void whatCannotBeReservedIsAnError(int quantity) {
        var product = desk.shelve(1);

        assertThatThrownBy(() -> desk.ask(reserve(id, product, quantity)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quantity: " + quantity + " (expected: >= 1)");
    }

    @Test
    void theLargestQuantitiesDoNotOverflow() {
        var product = desk.shelve(1);
        var lines = Stream.generate(() -> new Line(product, Integer.MAX_VALUE))
                .limit(100)
                .toArray(Line[]::new);

        assertThat(desk.ask(reserve(id, lines))).containsExactly(refused("out-of-stock"));
    }

    @Test
    void nothingToReserveOrNoTimeForItIsAnError() {
        var product = desk.shelve(1);

        assertThatThrownBy(() -> desk.ask(reserve(id))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> desk.ask(new ReserveStock(id, ORGANIZATION, id, List.of(new Line(product, 1)), 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private StockRefused refused(String reason) {
        return new StockRefused(id, ORGANIZATION, id, reason);
    }

    private ReservationLost lost(String reason) {
        return new ReservationLost(id, ORGANIZATION, id, reason);
    }
}
