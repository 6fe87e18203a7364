package dev.tradewind.verify.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.suite.Demo;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@RunningSuite
@Order(1)
class FulfillingAnOrderTest {

    private final Shop shop = Shop.open();

    @Test
    void S1_anOrderIsPendingAtOnceAndConfirmedSoonAfter() {
        var product = shop.product("pantry", 1);

        var answer = shop.wish(product, 2).post().expect(201);

        var placed = answer.json();
        assertThat(placed.path("status").asString()).isEqualTo("PENDING");
        assertThat(placed.path("total").path("amount").asLong()).isEqualTo(2 * product.price());
        assertThat(answer.header("Location")).endsWith("/api/orders/" + answer.text("id"));
        var confirmed = shop.eventually(shop.wish(product, 2).order(answer), "CONFIRMED");
        assertThat(confirmed.path("payment").path("status").asString()).isEqualTo("APPROVED");
        assertThat(confirmed.path("reservation").path("status").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void S1_whoPrefersToWaitIsAnsweredWithTheEnd() {
        var answer = shop.wish(shop.product("sattzabite", 1), 1)
                .post(Map.of("Prefer", "wait=20"))
                .expect(201);

        assertThat(answer.text("status")).isEqualTo("CONFIRMED");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=20");
    }

    @Test
    void S1_aConfirmedOrderIsListedAndItsCustomerNotified() {
        var order = shop.wish(shop.product("shopflow", 2), 1).place();

        shop.eventually(order, "CONFIRMED");

        shop.eventually(
                "the order in the customer's list",
                () -> assertThat(shop.listed(order)).contains("CONFIRMED"));
        shop.eventually(
                "the notification",
                () -> assertThat(shop.notifications(order.customer()))
                        .anyMatch(it -> it.toString().contains(order.id().toString())));
    }

    @Test
    void T6_anOrderIsReservedThenPaidThenConfirmedAndItsStockSold() {
        var product = shop.product("techcorp", 3);
        var before = shop.stock(product);

        var order = shop.wish(product, 3).place();

        shop.eventually(order, "CONFIRMED");
        var after = shop.stock(product);
        assertThat(after.onHand()).isEqualTo(before.onHand() - 3);
        assertThat(after.reserved()).isEqualTo(before.reserved());
        assertThat(shop.ledger(order)).isEqualTo(new Shop.Ledger(1, 3 * product.price(), 0));
        assertThat(shop.paymentOf(order))
                .hasValueSatisfying(
                        it -> assertThat(it.path("status").asString()).isEqualTo("APPROVED"));
    }

    @Test
    void T6_declinedCardReleasesTheStock() {
        var product = shop.product("kfooddelights", 4);
        var before = shop.stock(product);

        var order = shop.wish(product, 2).payingWith("tok_chargeDeclined").place();

        var rejected = shop.eventually(order, "REJECTED");
        assertThat(rejected.path("rejectionReason").asString()).isEqualTo("payment-declined");
        assertThat(shop.stock(product)).isEqualTo(before);
        assertThat(shop.ledger(order)).isEqualTo(Shop.Ledger.EMPTY);
    }

    @Test
    void T6_noStockChargesNobody() {
        var product = shop.product("pantry", 5);
        var before = shop.stock(product);

        var order = shop.wish(product, (int) before.available() + 1).place();

        var rejected = shop.eventually(order, "REJECTED");
        assertThat(rejected.path("rejectionReason").asString()).isEqualTo("out-of-stock");
        assertThat(shop.stock(product)).isEqualTo(before);
        assertThat(shop.ledger(order)).isEqualTo(Shop.Ledger.EMPTY);
        assertThat(shop.paymentOf(order).map(it -> it.path("status").asString()).orElse("VOIDED"))
                .isEqualTo("VOIDED");
    }

    @Test
    void T6_aReservationThatExpiresWhileTheCardIsSlowIsPaidBack() {
        var product = shop.product("shopflow", "FLASH-1");
        var before = shop.stock(product);

        var order = shop.wish(product, 1).payingWith("tok_slow").place();

        var rejected = shop.eventually(order, "REJECTED");
        assertThat(rejected.path("rejectionReason").asString()).isEqualTo("reservation-expired");
        assertThat(shop.stock(product)).isEqualTo(before);
        assertThat(shop.ledger(order)).isEqualTo(new Shop.Ledger(1, product.price(), product.price()));
    }

    @Test
    void T6_aChargeWhoseAnswerIsLostIsAskedForAgainAndTakenOnce() {
        var product = shop.product("techcorp", 6);

        var order = shop.wish(product, 1).payingWith("tok_timeout").place();

        shop.eventually(order, "CONFIRMED");
        assertThat(shop.ledger(order)).isEqualTo(new Shop.Ledger(1, product.price(), 0));
    }

    @Test
    void T7_theHistoryTellsEveryStepInOrder() {
        var order = shop.wish(shop.product("techcorp", 7), 1).place();

        shop.eventually(order, "CONFIRMED");

        assertThat(shop.history(order)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(shop.database("order")
                        .number("select max(sequence) - count(*) from order_events where order_id = ?", order.id()))
                .isZero();
    }

    @Test
    void aProductIsFoundByItsTitle() {
        var product = shop.product("pantry", 0);

        shop.eventually(
                "the product in the search results",
                () -> assertThat(shop.found(product)).isTrue());
    }

    @Test
    void theOperatorSeesHowAnOrderWentThrough() {
        var order = shop.wish(shop.product("pantry", 8), 1).place();
        shop.eventually(order, "CONFIRMED");

        var saga = shop.saga(order).expect(200).body();

        assertThat(saga).contains("reserve stock", "charge payment", "confirm reservation");
        assertThat(shop.api()
                        .fetch("/api/ops/sagas", shop.api().token(Demo.OPERATOR))
                        .status())
                .isEqualTo(200);
        assertThat(shop.api()
                        .fetch("/api/ops/dead-letters", shop.api().token(Demo.OPERATOR))
                        .status())
                .isEqualTo(200);
        assertThat(shop.api()
                        .fetch("/api/ops/sagas", shop.api().token(order.customer()))
                        .status())
                .isEqualTo(403);
    }
}
