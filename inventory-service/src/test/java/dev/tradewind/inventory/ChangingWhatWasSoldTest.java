package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static dev.tradewind.inventory.Neighbours.confirm;
import static dev.tradewind.inventory.Neighbours.confirmChange;
import static dev.tradewind.inventory.Neighbours.releaseChange;
import static dev.tradewind.inventory.Neighbours.reserve;
import static dev.tradewind.inventory.Neighbours.reserveChange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.HoldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveChange;
import dev.tradewind.contracts.InventoryCommand.ReserveHeldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.ChangeConfirmed;
import dev.tradewind.contracts.OrderReply.ChangeLost;
import dev.tradewind.contracts.OrderReply.ChangeRefused;
import dev.tradewind.contracts.OrderReply.ChangeReleased;
import dev.tradewind.contracts.OrderReply.ChangeReserved;
import dev.tradewind.contracts.OrderReply.ReservationRestocked;
import dev.tradewind.messaging.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An order of three rice is to have other lines: what was sold is exchanged as a whole or not at all.
@OnRealServers
class ChangingWhatWasSoldTest {

    private final UUID order = Ids.next();
    private final UUID change = Ids.next();
    private final UUID rice;
    private final UUID beans;

    private final Neighbours neighbours;
    private final JdbcClient jdbc;

    ChangingWhatWasSoldTest(@Autowired Neighbours neighbours, @Autowired JdbcClient jdbc) {
        this.neighbours = neighbours;
        this.jdbc = jdbc;
        this.rice = neighbours.product(10);
        this.beans = neighbours.product(10);
        neighbours.say(reserve(order, rice, 3), confirm(order));
        neighbours.answers(order, 2);
    }

    @AfterEach
    void theBooksBalance() {
        neighbours.theBooksBalance();
        neighbours.everythingIsAnnounced(rice);
        neighbours.everythingIsAnnounced(beans);
    }

    @Test
    void S5_whatIsWantedOnTopIsSetAsideAndWhatIsNotWantedStaysUntilTheChangeIsConfirmed() {
        neighbours.say(reserveChange(order, change, new Line(rice, 1), new Line(beans, 2)));
        assertThat(last(3)).isEqualTo(new ChangeReserved(order, ORGANIZATION, order, change));
        stockIs(rice, 7, 0);
        stockIs(beans, 10, 2);

        neighbours.say(confirmChange(order, change), confirmChange(order, change), releaseChange(order, change));

        var confirmed = new ChangeConfirmed(order, ORGANIZATION, order, change);
        assertThat(neighbours.answers(order, 6)).endsWith(confirmed, confirmed, confirmed);
        stockIs(rice, 9, 0);
        stockIs(beans, 8, 0);
        assertThat(movements(rice)).containsExactly("SALE -3 false", "RESTOCK 2 true");
        assertThat(movements(beans)).containsExactly("SALE -2 true");
    }

    @Test
    void S5_anUndoneChangeLeavesExactlyWhatWas() {
        neighbours.say(
                reserveChange(order, change, new Line(rice, 5), new Line(beans, 2)),
                releaseChange(order, change),
                releaseChange(order, change),
                confirmChange(order, change),
                reserveChange(order, change, new Line(rice, 5)));

        assertThat(neighbours.answers(order, 7).subList(3, 7))
                .containsExactly(
                        new ChangeReleased(order, ORGANIZATION, order, change),
                        new ChangeReleased(order, ORGANIZATION, order, change),
                        new ChangeLost(order, ORGANIZATION, order, change, "released"),
                        new ChangeRefused(order, ORGANIZATION, order, change, "released"));
        stockIs(rice, 7, 0);
        stockIs(beans, 10, 0);
        assertThat(linesOf(order)).containsExactly(rice + " 3");
    }

    @Test
    void anUndoThatComesFirstIsRemembered() {
        neighbours.say(releaseChange(order, change), reserveChange(order, change, new Line(rice, 4)));

        assertThat(last(4)).isEqualTo(new ChangeRefused(order, ORGANIZATION, order, change, "released"));
        stockIs(rice, 7, 0);
    }

    @Test
    void allThatIsWantedOnTopOrNothing() {
        neighbours.say(reserveChange(order, change, new Line(rice, 4), new Line(beans, 11)));

        assertThat(last(3)).isEqualTo(new ChangeRefused(order, ORGANIZATION, order, change, "out-of-stock"));
        stockIs(rice, 7, 0);
        stockIs(beans, 10, 0);
    }

    @Test
    void oneChangeAtATime() {
        var other = Ids.next();

        neighbours.say(
                reserveChange(order, change, new Line(rice, 4)),
                reserveChange(order, other, new Line(rice, 5)),
                confirmChange(order, change),
                reserveChange(order, Ids.next(), new Line(rice, 5)));

        assertThat(neighbours.answers(order, 6).subList(3, 6))
                .hasExactlyElementsOfTypes(ChangeRefused.class, ChangeConfirmed.class, ChangeReserved.class);
        stockIs(rice, 6, 1);
    }

    @Test
    void S9_whatIsCancelledKeepsNothingOfAnOpenChangeEither() {
        neighbours.say(
                reserveChange(order, change, new Line(rice, 3), new Line(beans, 4)),
                new RestockReservation(order, ORGANIZATION, order),
                confirmChange(order, change));

        assertThat(neighbours.answers(order, 5).get(3)).isInstanceOf(ReservationRestocked.class);
        assertThat(last(5)).isEqualTo(new ChangeLost(order, ORGANIZATION, order, change, "released"));
        stockIs(rice, 10, 0);
        stockIs(beans, 10, 0);
    }

    @Test
    void S9_aChangedOrderIsTakenBackAsItIsNow() {
        neighbours.say(
                reserveChange(order, change, new Line(rice, 1), new Line(beans, 2)),
                confirmChange(order, change),
                new RestockReservation(order, ORGANIZATION, order));

        assertThat(last(5)).isInstanceOf(ReservationRestocked.class);
        stockIs(rice, 10, 0);
        stockIs(beans, 10, 0);
    }

    @Test
    void whatIsNotSoldIsNotExchanged() {
        var reserved = Ids.next();
        neighbours.say(reserve(reserved, beans, 1), reserveChange(reserved, change, new Line(beans, 2)));

        assertThat(neighbours.answers(reserved, 2).getLast())
                .isEqualTo(new ChangeRefused(reserved, ORGANIZATION, reserved, change, "not-sold"));
        stockIs(beans, 10, 1);
    }

    @Test
    void F1_anOrderThatTookOverACartsHoldIsChangedLikeAnyOther() {
        var cart = Ids.next();
        var fromCart = Ids.next();
        var lines = List.of(new Line(beans, 2));
        neighbours.say(
                new HoldStock(cart, ORGANIZATION, 1, lines, 600, 1800),
                new ReserveHeldStock(cart, ORGANIZATION, fromCart, lines, 900),
                new ConfirmReservation(cart, ORGANIZATION, fromCart),
                new ReserveChange(cart, ORGANIZATION, fromCart, change, List.of(new Line(beans, 5))),
                new ConfirmChange(cart, ORGANIZATION, fromCart, change));

        assertThat(neighbours.answers(fromCart, 4).getLast())
                .isEqualTo(new ChangeConfirmed(fromCart, ORGANIZATION, cart, change));
        stockIs(beans, 5, 0);
        assertThat(linesOf(cart)).containsExactly(beans + " 5");
    }

    private OrderReply last(int count) {
        return neighbours.answers(order, count).getLast();
    }

    private void stockIs(UUID product, long onHand, long reserved) {
        var stock = neighbours.stock(product);
        assertThat(List.of(stock.onHand(), stock.reserved())).containsExactly(onHand, reserved);
    }

    private List<String> movements(UUID product) {
        return jdbc.sql("""
                select kind || ' ' || delta || ' ' || (change_id is not null) from stock_movement
                where product_id = :product and kind <> 'INITIAL' order by id
                """)
                .param("product", product)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> linesOf(UUID reservation) {
        return jdbc.sql("""
                select product_id || ' ' || quantity from reservation_line where reservation_id = :id order by product_id
                """)
                .param("id", reservation)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
