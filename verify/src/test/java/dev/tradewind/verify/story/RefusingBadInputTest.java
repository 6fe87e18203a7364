package dev.tradewind.verify.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.suite.Answer;
import dev.tradewind.verify.suite.Demo;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@RunningSuite
@Order(2)
class RefusingBadInputTest {

    private static final String CUSTOMER = Demo.customer("pantry");
    private static final String PAYMENT = "\"payment\":{\"method\":\"CARD\",\"cardToken\":\"tok_visa\"}";

    private final Shop shop = Shop.open();

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("bodies")
    void aBadBodyIsRefusedWithAProblemDocument(String what, String body, String statuses) {
        var product = shop.product("pantry", 9).id().toString();

        var answer = post(
                body.replace("PRODUCT", product),
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));

        isProblem(answer, statuses);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                bad("empty body", "", "400"),
                bad("malformed JSON", "{\"items\":[", "400"),
                bad("text after the JSON", items(line("1")) + "x", "400"),
                bad("an array", "[]", "400"),
                bad("null", "null", "400 422"),
                bad("nested ten thousand deep", "{\"items\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}", "400"),
                bad("two megabytes", "{\"instructions\":\"" + "x".repeat(2 << 20) + "\"}", "413"),
                bad("the same field twice", "{\"items\":[],\"items\":[" + line("1") + "]," + PAYMENT + "}", "400"),
                bad("no items", "{" + PAYMENT + "}", "400 422"),
                bad("an empty list of items", items(""), "400 422"),
                bad("items as text", "{\"items\":\"all\"," + PAYMENT + "}", "400"),
                bad("101 lines", items(String.join(",", Collections.nCopies(101, line("1")))), "400 422"),
                bad("no payment", "{\"items\":[" + line("1") + "]}", "400 422"),
                bad("a number as product", items("{\"productId\":12,\"quantity\":1}"), "400 422"),
                bad("text as product", items("{\"productId\":\"../../etc/passwd\",\"quantity\":1}"), "400 422"),
                bad("SQL as product", items("{\"productId\":\"' or 1=1 --\",\"quantity\":1}"), "400 422"),
                bad("an unknown product", items("{\"productId\":\"" + UUID.randomUUID() + "\",\"quantity\":1}"), "404"),
                bad("no product", items("{\"quantity\":1}"), "400 422"),
                bad("no quantity", items("{\"productId\":\"PRODUCT\"}"), "400 422"),
                bad("quantity 0", items(line("0")), "400 422"),
                bad("quantity -1", items(line("-1")), "400 422"),
                bad("quantity 1.5", items(line("1.5")), "400 422"),
                bad("quantity 2^53", items(line("9007199254740992")), "400 422"),
                bad("quantity 2^53+1", items(line("9007199254740993")), "400 422"),
                bad("quantity 1e999", items(line("1e999")), "400 422"),
                bad("quantity NaN", items(line("NaN")), "400"),
                bad("quantity as text", items(line("\"two\"")), "400 422"),
                bad("quantity null", items(line("null")), "400 422"),
                bad("quantity as a list", items(line("[1]")), "400 422"),
                bad("a price in the line", items("{\"productId\":\"PRODUCT\",\"quantity\":1,\"unitPrice\":1}"), "422"),
                bad("a price", "{\"items\":[" + line("1") + "],\"price\":1," + PAYMENT + "}", "422"),
                bad("a total", "{\"items\":[" + line("1") + "],\"total\":{\"amount\":1}," + PAYMENT + "}", "422"),
                bad("a status", "{\"items\":[" + line("1") + "],\"status\":\"CONFIRMED\"," + PAYMENT + "}", "422"),
                bad("an unknown fulfilment", with("\"fulfilment\":\"TELEPORT\""), "400 422"),
                bad("NUL in the instructions", with("\"instructions\":\"a\\u0000b\""), "400 422"),
                bad("half a surrogate pair", with("\"instructions\":\"a\\ud800b\""), "400 422"),
                bad("very long instructions", with("\"instructions\":\"" + "x".repeat(900_000) + "\""), "400 413 422"));
    }

    @Test
    void aMissingKeyIsRefused() {
        isProblem(post(items(line("1")), Map.of()), "400");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aBadKeyIsRefused(String key) {
        isProblem(post(items(line("1")), Map.of("Idempotency-Key", key)), "400");
    }

    static Stream<String> keys() {
        return Stream.of("", "k".repeat(256), "k".repeat(300));
    }

    @Test
    void theSameKeyForAnotherBodyIsRefused() {
        var key = UUID.randomUUID().toString();
        shop.wish(shop.product("pantry", 9), 1).withKey(key).post().expect(201);

        isProblem(shop.wish(shop.product("pantry", 9), 2).withKey(key).post(), "422");
    }

    @Test
    void anythingButJsonIsRefused() {
        isProblem(post("<order/>", Map.of("Idempotency-Key", "xml-1", "Content-Type", "application/xml")), "415");
    }

    @Test
    void withoutATokenNothingIsOrderedOrShown() {
        var answer = shop.api().post("/api/orders", null, items(line("1")), Map.of("Idempotency-Key", "nobody-1"));

        isProblem(answer, "401");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        isProblem(shop.api().fetch("/api/orders", null), "401");
        isProblem(shop.api().fetch("/api/orders", "not.a.token"), "401");
    }

    @Test
    void somebodyElsesOrderLooksLikeNone() {
        var order = shop.wish(shop.product("pantry", 9), 1).place();
        var stranger = shop.api().token(Demo.customer("techcorp"));

        isProblem(shop.api().fetch("/api/orders/" + order.id(), stranger), "404");
        isProblem(shop.api().fetch("/api/orders/" + order.id() + "/events", stranger), "404");
        isProblem(shop.api().fetch("/api/orders/" + UUID.randomUUID(), stranger), "404");
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        assertThat(shop.api()
                        .fetch("/api/orders/%2e%2e%2f1", shop.api().token(CUSTOMER))
                        .status())
                .isIn(400, 404);
        isProblem(shop.api().fetch("/api/orders/one", shop.api().token(CUSTOMER)), "400 404");
    }

    private Answer post(String body, Map<String, String> headers) {
        var whole = body.replace(
                "PRODUCT",
                body.contains("PRODUCT") ? shop.product("pantry", 9).id().toString() : "");
        return shop.api().post("/api/orders", shop.api().token(CUSTOMER), whole, headers);
    }

    private static void isProblem(Answer answer, String statuses) {
        assertThat(statuses.split(" ")).as(answer.body()).contains(Integer.toString(answer.status()));
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("type")).startsWith("/problems/");
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.text("title")).isNotEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "dev.tradewind", "org.springframework", "select ");
    }

    private static Arguments bad(String what, String body, String statuses) {
        return Arguments.of(what, body, statuses);
    }

    private static String items(String lines) {
        return "{\"items\":[" + lines + "]," + PAYMENT + "}";
    }

    private static String with(String field) {
        return "{\"items\":[" + line("1") + "]," + field + "," + PAYMENT + "}";
    }

    private static String line(String quantity) {
        return "{\"productId\":\"PRODUCT\",\"quantity\":" + quantity + "}";
    }
}
