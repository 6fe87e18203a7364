package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static dev.tradewind.inventory.Neighbours.confirm;
import static dev.tradewind.inventory.Neighbours.release;
import static dev.tradewind.inventory.Neighbours.reserve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock.Line;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.ReservationLost;
import dev.tradewind.contracts.OrderReply.ReservationReleased;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import dev.tradewind.inventory.Neighbours.StockRow;
import dev.tradewind.messaging.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class ReservingStockTest {

    private final UUID id = Ids.next();

    @Autowired
    private Neighbours neighbours;

    @Autowired
    private JdbcClient jdbc;

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

    @Test
    void aConfirmationAtTheLastMomentIsEitherSoldOrLost() {
        var product = neighbours.product(1_000);
        var ids = Stream.generate(Ids::next).limit(200).toList();
        neighbours.say(ids.stream().map(it -> reserve(it, product, 2, 1)).toList());
        var expiresAt = ids.stream()
                .map(it -> ((StockReserved) neighbours.answer(it)).expiresAt())
                .min(Instant::compareTo)
                .orElseThrow();

        await().pollInterval(Duration.ofMillis(1)).until(() -> Instant.now().isAfter(expiresAt.minusMillis(100)));
        ids.forEach(it -> neighbours.say(confirm(it)));

        var confirmed = ids.stream()
                .map(it -> neighbours.answers(it, 2).getLast())
                .filter(ReservationConfirmed.class::isInstance)
                .count();
        neighbours.eventually(() -> assertThat(neighbours.stock(product))
                .extracting(StockRow::onHand, StockRow::reserved)
                .containsExactly(1_000 - 2 * confirmed, 0L));
        neighbours.everythingIsAnnounced(product);
    }

    private String status() {
        return jdbc.sql("select status from reservation where id = :id")
                .param("id", id)
                .query((row, _) -> row.getString("status"))
                .single();
    }
}
