package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent, the answer is a 4xx that says what is wrong, and no order is made.
class BadInputTest extends InTheShop {

    private static final String ITEMS = "\"items\": [{\"productId\": \"%s\", \"quantity\": 1}]";
    private static final String PAYMENT = "\"payment\": {\"method\": \"card\", \"cardToken\": \"tok_visa\"}";
    private static final String GOOD = ITEMS + ", " + PAYMENT;

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("empty", "", 400),
                Arguments.of("malformed", "{\"items\": [", 400),
                Arguments.of("no object", "[]", 400),
                Arguments.of("null", "null", 400),
                Arguments.of("trailing tokens", "{" + GOOD + "} {}", 400),
                Arguments.of("deep", "[".repeat(10_000), 400),
                Arguments.of("deep inside", "{\"items\": " + "[".repeat(10_000), 400),
                Arguments.of("huge", "{\"instructions\": \"" + "x".repeat(2_000_000) + "\"}", 413),
                Arguments.of("duplicate keys", "{" + GOOD + ", " + PAYMENT + "}", 400),
                Arguments.of("nothing", "{}", 422),
                Arguments.of("no items", "{\"items\": [], " + PAYMENT + "}", 422),
                Arguments.of("a null item", "{\"items\": [null], " + PAYMENT + "}", 422),
                Arguments.of("101 items", "{\"items\": [" + items(101) + "], " + PAYMENT + "}", 422),
                Arguments.of("items of the wrong type", "{\"items\": 7, " + PAYMENT + "}", 400),
                Arguments.of("quantity 0", quantity("0"), 422),
                Arguments.of("quantity -1", quantity("-1"), 422),
                Arguments.of("quantity 1.5", quantity("1.5"), 400),
                Arguments.of("quantity 1.0", quantity("1.0"), 400),
                Arguments.of("quantity 2^53", quantity("9007199254740992"), 400),
                Arguments.of("quantity 1e999", quantity("1e999"), 400),
                Arguments.of("quantity NaN", quantity("NaN"), 400),
                Arguments.of("quantity as text", quantity("\"1\""), 400),
                Arguments.of("quantity true", quantity("true"), 400),
                Arguments.of("quantity null", quantity("null"), 422),
                Arguments.of("quantity too large", quantity("10001"), 422),
                Arguments.of(
                        "a product id that is none",
                        "{\"items\": [{\"productId\": \"x\", \"quantity\": 1}], " + PAYMENT + "}",
                        400),
                Arguments.of("no payment", "{" + ITEMS + "}", 422),
                Arguments.of("no card", "{" + ITEMS + ", \"payment\": {\"method\": \"card\"}}", 422),
                Arguments.of("a price in an item", """
                        {"items": [{"productId": "%s", "quantity": 1, "price": 1}], \
                        "payment": {"method": "card", "cardToken": "tok_visa"}}""", 422),
                Arguments.of("a total", "{" + GOOD + ", \"total\": {\"amount\": 1, \"currency\": \"BRL\"}}", 422),
                Arguments.of("a status", "{" + GOOD + ", \"status\": \"CONFIRMED\"}", 422),
                Arguments.of("an organisation", "{" + GOOD + ", \"organizationId\": \"" + new UUID(0, 1) + "\"}", 422),
                Arguments.of("an unknown fulfilment", "{" + GOOD + ", \"fulfilment\": \"TELEPORT\"}", 400),
                Arguments.of("a fulfilment by number", "{" + GOOD + ", \"fulfilment\": 0}", 400),
                Arguments.of("delivery to nowhere", "{" + GOOD + ", \"fulfilment\": \"DELIVERY\"}", 422),
                Arguments.of("shipment to nowhere", "{" + GOOD + ", \"fulfilment\": \"SHIPMENT\"}", 422),
                Arguments.of(
                        "somebody's address",
                        "{" + GOOD + ", \"fulfilment\": \"DELIVERY\", \"shippingAddressId\": \"" + new UUID(0, 1)
                                + "\"}",
                        404),
                Arguments.of("half an address", "{" + GOOD + ", \"address\": {\"name\": \"A\"}}", 422),
                Arguments.of("NUL in a text", "{" + GOOD + ", \"instructions\": \"a\\u0000b\"}", 400),
                Arguments.of("half a surrogate", "{" + GOOD + ", \"instructions\": \"a\\ud800b\"}", 400),
                Arguments.of("a long text", "{" + GOOD + ", \"instructions\": \"" + "x".repeat(501) + "\"}", 422),
                Arguments.of(
                        "a negative expectation",
                        "{" + GOOD + ", \"expectedTotal\": {\"amount\": -1, \"currency\": \"BRL\"}}",
                        400),
                Arguments.of(
                        "another expectation",
                        "{" + GOOD + ", \"expectedTotal\": {\"amount\": 1289, \"currency\": \"BRL\"}}",
                        409));
    }

    private static String quantity(String quantity) {
        return "{\"items\": [{\"productId\": \"%s\", \"quantity\": " + quantity + "}], " + PAYMENT + "}";
    }

    private static String items(int count) {
        return String.join(
                ", ",
                java.util.Collections.nCopies(count, "{\"productId\": \"" + new UUID(0, 1) + "\", \"quantity\": 1}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void S1_aBadBodyIsRefusedWithAProblem(String name, String body, int status) {
        var before = orders();

        var answer = shop.post(
                "/api/orders",
                shop.customerToken(),
                body.replace("%s", shop.rice.toString()),
                "Idempotency-Key",
                Shop.key());

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertProblem(answer);
        assertThat(orders()).isEqualTo(before);
    }

    @Test
    void aFieldThatIsWrongIsNamed() {
        var answer = shop.post(
                "/api/orders",
                shop.customerToken(),
                quantity("0").replace("%s", shop.rice.toString()),
                "Idempotency-Key",
                Shop.key());

        assertThat(answer.text("/errors/0/field")).isEqualTo("items[0].quantity");
    }

    @Test
    void aMissingKeyIsRefused() {
        var answer = shop.post("/api/orders", shop.customerToken(), shop.body(1, "tok_visa"));

        assertThat(answer.status()).isEqualTo(400);
        assertProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 300})
    void aLongKeyIsRefused(int length) {
        var answer = shop.post(
                "/api/orders", shop.customerToken(), shop.body(1, "tok_visa"), "Idempotency-Key", "k".repeat(length));

        assertThat(answer.status()).isEqualTo(400);
        assertProblem(answer);
    }

    @Test
    void anUnknownProductIsRefused() {
        var answer = shop.post(
                "/api/orders",
                shop.customerToken(),
                shop.body(1, "tok_visa")
                        .replace(shop.rice.toString(), UUID.randomUUID().toString()),
                "Idempotency-Key",
                Shop.key());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/type")).isEqualTo("/problems/unknown-product");
        assertThat(answer.text("/errors/0/field")).isEqualTo("items[0].productId");
    }

    @Test
    void P7_anotherOrganisationsProductLooksUnknown() {
        var stranger = TestTokens.customer(UUID.randomUUID(), UUID.randomUUID());

        var answer = shop.post("/api/orders", stranger, shop.body(1, "tok_visa"), "Idempotency-Key", Shop.key());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/type")).isEqualTo("/problems/unknown-product");
    }

    @Test
    void productsOfTwoStoresAreTwoOrders() {
        var store = UUID.randomUUID();
        var beans = UUID.randomUUID();
        shop.announceStore(store, shop.organization, "OPEN", "PICKUP", 1);
        shop.announceProduct(beans, store, shop.organization, 100, 1);
        shop.untilSold(beans);

        var answer = shop.post(
                "/api/orders", shop.customerToken(), """
            {"items": [{"productId": "%s", "quantity": 1}, {"productId": "%s", "quantity": 1}],
             "payment": {"method": "card", "cardToken": "tok_visa"}}
            """.formatted(shop.rice, beans), "Idempotency-Key", Shop.key());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/type")).isEqualTo("/problems/several-stores");
    }

    @Test
    void aClosedStoreTakesNoOrderUntilItOpens() {
        var store = UUID.randomUUID();
        var beans = UUID.randomUUID();
        shop.announceStore(store, shop.organization, "CLOSED", "PICKUP", 2);
        shop.announceStore(store, shop.organization, "OPEN", "PICKUP", 1);
        shop.announceProduct(beans, store, shop.organization, 100, 1);
        shop.untilSold(beans);
        var body = shop.body(1, "tok_visa").replace(shop.rice.toString(), beans.toString());

        var closed = shop.post("/api/orders", shop.customerToken(), body, "Idempotency-Key", Shop.key());
        assertThat(closed.status()).isEqualTo(422);
        assertThat(closed.text("/type")).isEqualTo("/problems/store-closed");

        shop.announceStore(store, shop.organization, "OPEN", "PICKUP", 3);
        Shop.until(() -> assertThat(shop.post("/api/orders", shop.customerToken(), body, "Idempotency-Key", Shop.key())
                        .status())
                .isEqualTo(201));
    }

    @Test
    void noTokenNoOrder() {
        var answer = shop.post("/api/orders", "nonsense", shop.body(1, "tok_visa"), "Idempotency-Key", Shop.key());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    private int orders() {
        return jdbc.sql("select count(*) from orders").query(Integer.class).single();
    }

    private static void assertProblem(Shop.Answer answer) {
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("/type")).startsWith("/problems/");
        assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.body()).doesNotContain("dev.tradewind", "Exception", "jackson");
    }
}
