package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.RealServers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers(redis = true)
class FulfillingAnOrderTest {

    @Autowired
    private Environment environment;

    @Autowired
    private JdbcClient jdbc;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(environment, jdbc);
    }

    @AfterEach
    void close() throws InterruptedException {
        shop.close();
    }

    @Test
    void S1_anOrderIsPendingAtOnceAndConfirmedInTheEnd() {
        var placed = shop.order(2, "tok_visa");

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.header("Location")).isEqualTo("/api/orders/" + placed.orderId());
        assertThat(placed.text("/status")).isEqualTo("PENDING");
        assertThat(placed.json().at("/total/amount").asLong()).isEqualTo(2 * 1290);
        assertThat(placed.text("/orderNumber")).matches("PA-\\d{4}-\\d{6}");
        var confirmed = shop.eventually(placed.orderId(), "CONFIRMED");
        assertThat(confirmed.text("/payment/status")).isEqualTo("APPROVED");
        assertThat(confirmed.text("/payment/transactionId")).isNotEmpty();
        assertThat(confirmed.text("/reservation/status")).isEqualTo("CONFIRMED");
        assertThat(confirmed.header("ETag")).isEqualTo("\"" + confirmed.text("/version") + "\"");
        assertThat(shop.participants.heardOf(placed.orderId()))
                .containsExactly("inventory.reserve-stock", "payment.charge", "inventory.confirm-reservation");
    }

    @Test
    void S1_whoPrefersToWaitGetsTheEnd() {
        var confirmed = shop.orderAndWait(1, "tok_visa");

        assertThat(confirmed.status()).isEqualTo(201);
        assertThat(confirmed.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(confirmed.text("/status")).isEqualTo("CONFIRMED");
    }

    @Test
    void T6_noStockChargesNobody() {
        var rejected = shop.orderAndWait(FakeParticipants.OUT_OF_STOCK, "tok_visa");

        assertThat(rejected.text("/status")).isEqualTo("REJECTED");
        assertThat(rejected.text("/rejectionReason")).isEqualTo("out-of-stock");
        assertThat(rejected.text("/payment/status")).isEqualTo("VOIDED");
        assertThat(shop.participants.chargeOf(rejected.orderId())).isEqualTo("NONE");
    }

    @Test
    void T6_declinedCardReleasesTheStock() {
        var rejected = shop.orderAndWait(1, FakeParticipants.DECLINED);

        assertThat(rejected.text("/status")).isEqualTo("REJECTED");
        assertThat(rejected.text("/rejectionReason")).isEqualTo("payment-declined");
        assertThat(rejected.text("/payment/status")).isEqualTo("DECLINED");
        assertThat(rejected.text("/reservation/status")).isEqualTo("RELEASED");
        assertThat(shop.participants.stockOf(rejected.orderId())).isEqualTo("RELEASED");
    }

    @Test
    void T6_expiredReservationGivesTheMoneyBack() {
        var rejected = shop.orderAndWait(FakeParticipants.EXPIRES, "tok_visa");

        assertThat(rejected.text("/status")).isEqualTo("REJECTED");
        assertThat(rejected.text("/rejectionReason")).isEqualTo("reservation-expired");
        assertThat(rejected.text("/payment/status")).isEqualTo("REFUNDED");
        assertThat(rejected.text("/reservation/status")).isEqualTo("EXPIRED");
        assertThat(shop.participants.chargeOf(rejected.orderId())).isEqualTo("VOIDED");
    }

    @Test
    void T6_repeatedAndLateAnswersChangeNothing() {
        var confirmed = shop.orderAndWait(1, "tok_visa");
        var id = confirmed.orderId();
        var before = shop.shown(id);

        shop.participants.repeatTo(
                id, "inventory.stock-refused", Map.of("reservationId", id.toString(), "reason", "out-of-stock"));
        shop.participants.repeatTo(id, "payment.refused", Map.of("reason", "card_declined"));
        shop.participants.repeatTo(id, "inventory.reservation-confirmed", Map.of("reservationId", id.toString()));

        assertThat(shop.orderAndWait(1, "tok_visa").text("/status")).isEqualTo("CONFIRMED");
        assertThat(shop.shown(id).body()).isEqualTo(before.body());
    }

    @Test
    void T7_theHistoryTellsWhatHappenedWithoutGapsAndIsNotChanged() {
        var rejected = shop.orderAndWait(1, FakeParticipants.DECLINED);

        var history = shop.get("/api/orders/" + rejected.orderId() + "/events", shop.customerToken());

        assertThat(history.json()
                        .get("items")
                        .valueStream()
                        .map(it -> it.get("sequence").asInt()))
                .containsExactly(1, 2);
        assertThat(history.json()
                        .get("items")
                        .valueStream()
                        .map(it -> it.get("type").asString()))
                .containsExactly("dev.tradewind.order.placed.v1", "dev.tradewind.order.rejected.v1");
        assertThat(history.text("/items/0/actor")).isEqualTo(shop.customer.toString());
        assertThat(history.text("/items/1/data/reason")).isEqualTo("payment-declined");
        org.assertj.core.api.Assertions.assertThatException()
                .isThrownBy(() ->
                        jdbc.sql("update order_events set actor = 'nobody'").update())
                .withMessageContaining("append-only");
        org.assertj.core.api.Assertions.assertThatException()
                .isThrownBy(() -> jdbc.sql("delete from order_events").update())
                .withMessageContaining("append-only");
    }
}
