package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.order.Shop.Answer;
import dev.tradewind.testing.TestTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

class CartTest extends InTheShop {

    @Autowired
    private StringRedisTemplate redis;

    private UUID customer = UUID.randomUUID();
    private String token = "";

    @BeforeEach
    void somebodyNewComesIn() {
        customer = UUID.randomUUID();
        token = TestTokens.customer(customer, shop.organization);
    }

    @Test
    void F1_whatIsPutIntoTheCartIsHeldAndShownAtThePriceOfTheMoment() {
        var tea = product(700);
        stock(tea, 5);

        var put = held(tea, 2);
        shop.announceProduct(tea, shop.store, shop.organization, 800, 2);

        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(put.text("/hold")).isEqualTo("HELD");
        assertThat(Instant.parse(put.text("/holdExpiresAt"))).isAfter(Instant.now());
        assertThat(put.json().at("/items/0/held").asInt()).isEqualTo(2);
        assertThat(put.json().at("/items/0/available").asInt()).isEqualTo(7);
        assertThat(put.json().at("/total/amount").asLong()).isEqualTo(1400);
        Shop.until(() -> assertThat(cart().json().at("/total/amount").asLong()).isEqualTo(1600));
        assertThat(cart().json().at("/items/0/unitPrice/amount").asLong()).isEqualTo(800);
    }

    @Test
    void F1_whatIsHeldIsNotShownOnTheShelfAsWell() {
        var tea = product(700);
        stock(tea, 5);
        shop.participants.leave(tea, 3, 2);

        assertThat(held(tea, 2).json().at("/items/0/available").asInt()).isEqualTo(5);
    }

    @Test
    void F1_ofWhatIsNotThereNothingIsHeldAndTheCartSaysSo() {
        var put = put(shop.rice, FakeParticipants.OUT_OF_STOCK);
        Shop.until(
                () -> assertThat(shop.participants.heardOf(put.orderId())).containsExactly("inventory.hold-stock 0"));

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.text("/hold")).isEqualTo("NONE");
        assertThat(put.json().get("holdExpiresAt").isNull()).isTrue();
        assertThat(put.json().at("/items/0/held").asInt()).isZero();
    }

    @Test
    void F1_aHoldThatIsOverIsSaidToBeAndTheNextChangeBeginsAnother() {
        var put = held(shop.rice, 2);

        shop.participants.expireHold(put.orderId(), shop.organization, 1);

        Shop.until(() -> assertThat(cart().text("/hold")).isEqualTo("EXPIRED"));
        assertThat(cart().json().get("holdExpiresAt").isNull()).isTrue();
        assertThat(cart().json().at("/items/0/held").asInt()).isZero();
        assertThat(held(shop.rice, 2).text("/hold")).isEqualTo("HELD");
    }

    @Test
    void F1_aFlushedRedisComesBackFromTheDatabaseAndAnOldOneIsNotBelieved() {
        var shown = held(shop.rice, 2);
        var key = "cart:" + shop.organization + ":" + customer;
        var old = Objects.requireNonNull(redis.opsForValue().get(key));

        redis.delete(key);
        assertThat(cart().body()).isEqualTo(shown.body());
        assertThat(redis.hasKey(key)).isTrue();

        put(shop.rice, 5);
        redis.opsForValue().set(key, old);
        assertThat(cart().json().at("/items/0/quantity").asInt()).isEqualTo(5);

        redis.opsForValue().set(key, "not a cart");
        assertThat(cart().json().at("/items/0/quantity").asInt()).isEqualTo(5);
    }

    @Test
    void everyCustomerHasOneCartAndPuttingAgainReplaces() {
        var first = put(shop.rice, 2);
        var again = put(shop.rice, 3);

        assertThat(again.orderId()).isEqualTo(first.orderId());
        assertThat(again.json().at("/items").size()).isOne();
        assertThat(again.json().at("/items/0/quantity").asInt()).isEqualTo(3);
        assertThat(shop.get("/api/cart", TestTokens.customer(UUID.randomUUID(), shop.organization))
                        .json()
                        .at("/items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void P7_aProductOfAnotherOrganisationLooksLikeNone() {
        var theirs = UUID.randomUUID();
        var store = UUID.randomUUID();
        var other = UUID.randomUUID();
        shop.announceStore(store, other, "OPEN", "PICKUP", 1);
        shop.announceProduct(theirs, store, other, 1, 1);
        shop.untilSold(theirs);

        assertThat(put(theirs, 1).status()).isEqualTo(404);
        assertThat(put(UUID.randomUUID(), 1).body()).contains("unknown-product");
    }

    @Test
    void aCartIsForOneStore() {
        var second = UUID.randomUUID();
        var cake = UUID.randomUUID();
        shop.announceStore(second, shop.organization, "OPEN", "PICKUP", 1);
        shop.announceProduct(cake, second, shop.organization, 300, 1);
        shop.untilSold(cake);
        put(shop.rice, 1);

        var refused = put(cake, 1);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("other-store").contains(shop.store.toString());
        assertThat(shop.delete("/api/cart", token).status()).isEqualTo(204);
        assertThat(put(cake, 1).status()).isEqualTo(200);
    }

    @Test
    void whatIsTakenOutIsNotHeldAnyMore() {
        var cart = put(shop.rice, 1).orderId();

        assertThat(shop.delete("/api/cart/items/" + shop.rice, token).status()).isEqualTo(204);

        assertThat(cart().json().at("/items").isEmpty()).isTrue();
        Shop.until(() -> assertThat(shop.participants.heardOf(cart))
                .containsExactly("inventory.hold-stock 1", "inventory.hold-stock 0"));
        assertThat(shop.delete("/api/cart/items/" + shop.rice, token).status()).isEqualTo(404);
    }

    @Test
    void whoeverSawAnOldCartIsToldSo() {
        var seen = put(shop.rice, 1).header("ETag");
        put(shop.rice, 2);

        assertThat(put(shop.rice, 3, "If-Match", seen).status()).isEqualTo(412);
        assertThat(put(shop.rice, 3, "If-Match", cart().header("ETag")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"quantity\": 0}",
                "{\"quantity\": -1}",
                "{\"quantity\": 10001}",
                "{\"quantity\": null}",
            })
    void whatCannotBeOrderedCannotBePutIn(String body) {
        assertThat(shop.put("/api/cart/items/" + shop.rice, token, body).status())
                .isEqualTo(422);
    }

    @Test
    void P5_aVisitBeginsWithTheFirstTouchOfTheCartAndAgainAfterHalfAnHourWithout() {
        put(shop.rice, 1);
        checkout(put(shop.rice, 2), "tok_visa", "Prefer", "wait=30");
        put(shop.rice, 3);
        jdbc.sql("update carts set touched_at = now() - interval '31 minutes' where customer_id = :customer")
                .param("customer", customer)
                .update();
        put(shop.rice, 4, "Sec-Fetch-Site", "same-origin");
        assertThat(shop.delete("/api/cart", token).status()).isEqualTo(204);

        var changed = "activity.cart-changed";
        Shop.until(() -> assertThat(shop.participants.heardOf(customer))
                .containsExactly(
                        "activity.visit-begun API",
                        changed,
                        changed,
                        changed,
                        "activity.visit-begun WEB",
                        changed,
                        changed));
    }

    @Test
    void K1_aFailedCheckoutLeavesTheCartAndItsHoldAndASuccessEmptiesIt() {
        var before = held(shop.rice, 2);

        var failed = checkout(before, FakeParticipants.DECLINED, "Prefer", "wait=30");

        assertThat(failed.text("/status")).isEqualTo("REJECTED");
        assertThat(shop.participants.heardOf(failed.orderId()))
                .startsWith("inventory.reserve-held-stock")
                .contains("inventory.release-reservation");
        assertThat(cart().json()).isEqualTo(before.json());

        var placed = checkout(before, "tok_visa", "Prefer", "wait=30");

        assertThat(placed.text("/status")).as(placed.body()).isEqualTo("CONFIRMED");
        assertThat(cart().json().at("/items").isEmpty()).isTrue();
        assertThat(cart().orderId()).isNotEqualTo(before.orderId());
        assertThat(checkout(before, "tok_visa").status()).isEqualTo(404);
    }

    @Test
    void K1_anOrderThatIsGivenUpBeforeItWasSoldLeavesTheCartAndItsHold() {
        var before = held(shop.rice, 2);
        var placed = checkout(before, FakeParticipants.SILENT).orderId();

        shop.cancel(placed, token);

        untilOrderIs(placed, "CANCELLED");
        assertThat(cart().json()).isEqualTo(before.json());
        assertThat(checkout(before, "tok_visa", "Prefer", "wait=30").text("/status"))
                .isEqualTo("CONFIRMED");
    }

    @Test
    void K1_anOrderThatWasSoldHasEmptiedTheCartAlsoWhenItIsGivenUp() {
        var before = held(shop.rice, 2);
        var placed = checkout(before, "tok_visa", "Prefer", "wait=30").orderId();

        shop.cancel(placed, token);

        untilOrderIs(placed, "CANCELLED");
        assertThat(cart().json().at("/items").isEmpty()).isTrue();
        assertThat(checkout(before, "tok_visa").status()).isEqualTo(404);
    }

    @Test
    void K1_aCartIsInOneCheckoutAtATime() {
        var cart = put(shop.rice, 2);
        var first = checkout(cart, FakeParticipants.SILENT);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(cart().text("/orderId")).isEqualTo(first.orderId().toString());
        for (var refused :
                new Answer[] {checkout(cart, "tok_visa"), put(shop.rice, 3), shop.delete("/api/cart", token)}) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body())
                    .contains("cart-in-checkout")
                    .contains(first.orderId().toString());
        }
        shop.participants.speakAbout(first.orderId());
    }

    @Test
    void theSameKeyChecksOutOnce() {
        var cart = put(shop.rice, 2);
        var key = Shop.key();

        var first = shop.post("/api/orders", token, order(cart.orderId(), "tok_visa", ""), "Idempotency-Key", key);
        var again = shop.post("/api/orders", token, order(cart.orderId(), "tok_visa", ""), "Idempotency-Key", key);

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void T1_aPriceThatChangedSinceTheCustomerLookedIsAsked() {
        var cart = held(shop.rice, 2);

        var refused = shop.post(
                "/api/orders",
                token,
                order(cart.orderId(), "tok_visa", ", \"expectedTotal\": {\"amount\": 1, \"currency\": \"BRL\"}"),
                "Idempotency-Key",
                Shop.key());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("price-changed");
        assertThat(cart().body()).isEqualTo(cart.body());
    }

    @Test
    void T1_onlyTheOwnersFullCartIsCheckedOut() {
        var cart = put(shop.rice, 2);
        var stranger = TestTokens.customer(UUID.randomUUID(), shop.organization);

        assertThat(shop.post(
                                "/api/orders",
                                stranger,
                                order(cart.orderId(), "tok_visa", ""),
                                "Idempotency-Key",
                                Shop.key())
                        .status())
                .isEqualTo(404);
        assertThat(shop.post(
                                "/api/orders",
                                token,
                                order(UUID.randomUUID(), "tok_visa", ""),
                                "Idempotency-Key",
                                Shop.key())
                        .body())
                .contains("unknown-cart");
        shop.delete("/api/cart", token);
        assertThat(checkout(cart, "tok_visa").body()).contains("cart-empty");
        var both = order(cart.orderId(), "tok_visa", ", \"items\": [{\"productId\": \"%s\", \"quantity\": 1}]")
                .formatted(shop.rice);
        assertThat(shop.post("/api/orders", token, both, "Idempotency-Key", Shop.key())
                        .status())
                .isEqualTo(422);
    }

    private UUID product(long price) {
        var id = UUID.randomUUID();
        shop.announceProduct(id, shop.store, shop.organization, price, 1);
        shop.untilSold(id);
        return id;
    }

    private void stock(UUID product, long available) {
        shop.participants.send(
                "inventory.events",
                product,
                "inventory.stock-changed",
                Map.of(
                        "productId",
                        product,
                        "organizationId",
                        shop.organization,
                        "sequence",
                        1,
                        "onHand",
                        available,
                        "reserved",
                        0,
                        "available",
                        available,
                        "occurredAt",
                        Instant.now().toString()));
        Shop.until(() -> assertThat(jdbc.sql("select count(*) from shelf_stock where product_id = :id")
                        .param("id", product)
                        .query(Integer.class)
                        .single())
                .isOne());
    }

    private Answer cart() {
        return shop.get("/api/cart", token);
    }

    private void untilOrderIs(UUID order, String status) {
        Shop.until(() -> assertThat(shop.get("/api/orders/" + order, token).text("/status"))
                .isEqualTo(status));
    }

    /// A cart of which inventory has told what it holds; on a busy machine that takes longer than a client waits.
    private Answer held(UUID product, int quantity) {
        put(product, quantity);
        Shop.until(() -> assertThat(cart().text("/hold")).isEqualTo("HELD"));
        return cart();
    }

    private Answer put(UUID product, int quantity, String... headers) {
        return shop.put("/api/cart/items/" + product, token, "{\"quantity\": %d}".formatted(quantity), headers);
    }

    private Answer checkout(Answer cart, String card, String... headers) {
        var all = new ArrayList<>(List.of("Idempotency-Key", Shop.key()));
        all.addAll(List.of(headers));
        return shop.post("/api/orders", token, order(cart.orderId(), card, ""), all.toArray(String[]::new));
    }

    private static String order(UUID cart, String card, String more) {
        return """
            {"cartId": "%s", "payment": {"method": "card", "cardToken": "%s"}%s}
            """.formatted(cart, card, more);
    }
}
