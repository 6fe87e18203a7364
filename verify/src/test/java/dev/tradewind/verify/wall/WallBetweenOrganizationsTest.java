package dev.tradewind.verify.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.story.RunningSuite;
import dev.tradewind.verify.story.Shop;
import dev.tradewind.verify.suite.Answer;
import dev.tradewind.verify.suite.Demo;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What belongs to another organisation is not there: not by its id, and not in a list.
@RunningSuite
@Order(2)
class WallBetweenOrganizationsTest {

    private final Shop shop = Shop.open();
    private final Things things = new Things(shop);

    /// Not only 404, but the very answer that an id gets which nobody has: a difference would tell that it is there.
    @ParameterizedTest(name = "{0}: {2} {3} {4}")
    @MethodSource("ways")
    void P7_anIdOfAnotherOrganizationLooksLikeNone(
            String where, String who, String method, String path, String body, String thing) {
        var theirs = ask(who, method, path, body, things.named(thing));
        var nobodys = ask(who, method, path, body, UUID.randomUUID().toString());

        assertThat(theirs.status()).as(theirs.body()).isEqualTo(404);
        assertThat(nobodys.status()).as(nobodys.body()).isEqualTo(404);
        assertThat(theirs.text("type")).isEqualTo(nobodys.text("type"));
        assertThat(theirs.text("title")).isEqualTo(nobodys.text("title"));
    }

    static Stream<Arguments> ways() {
        var customer = Demo.customer("techcorp");
        var staff = Demo.staff("techcorp");
        var admin = Demo.admin("techcorp");
        return Stream.of(
                Arguments.of("path", customer, "GET", "/api/orders/ID", "", "order"),
                Arguments.of("path", staff, "GET", "/api/orders/ID", "", "order"),
                Arguments.of("path", admin, "GET", "/api/orders/ID/events", "", "order"),
                Arguments.of("path", staff, "GET", "/api/payments/ID", "", "payment"),
                Arguments.of("path", staff, "PATCH", "/api/products/ID", "{\"title\":\"Mine\"}", "product"),
                Arguments.of("path", admin, "DELETE", "/api/products/ID", "", "product"),
                Arguments.of("path", staff, "PUT", "/api/stores/ID/status", "{\"status\":\"CLOSED\"}", "store"),
                Arguments.of("path", staff, "PUT", "/api/products/ID/inventory", "{\"onHand\":1}", "product"),
                Arguments.of(
                        "path",
                        admin,
                        "POST",
                        "/api/products/ID/inventory/adjustments",
                        "{\"delta\":-1,\"reason\":\"mine\"}",
                        "product"),
                Arguments.of("path", admin, "GET", "/api/organizations/ID/clients", "", "organization"),
                Arguments.of("query", customer, "GET", "/api/payments?orderId=ID", "", "order"),
                Arguments.of("query", admin, "GET", "/api/payments?orderId=ID", "", "order"),
                Arguments.of(
                        "body",
                        customer,
                        "POST",
                        "/api/orders",
                        "{\"items\":[{\"productId\":\"ID\",\"quantity\":1}],"
                                + "\"payment\":{\"method\":\"CARD\",\"cardToken\":\"tok_visa\"}}",
                        "product"),
                Arguments.of(
                        "body",
                        staff,
                        "POST",
                        "/api/products",
                        "{\"storeId\":\"ID\",\"sku\":\"MINE-1\",\"title\":\"Mine\","
                                + "\"price\":{\"amount\":1,\"currency\":\"BRL\"}}",
                        "store"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/orders?limit=100",
                "/api/orders?scope=organization&limit=100",
                "/api/orders?scope=organization&status=CONFIRMED&limit=100",
                "/api/notifications?limit=100",
                "/api/stores?limit=100"
            })
    void P7_aListHoldsNothingOfAnotherOrganization(String path) {
        var token = shop.api().token(Demo.admin("techcorp"));

        var list = shop.api().fetch(path, token).expect(200);

        assertThat(list.body()).doesNotContain(things.named("order"), things.named("store"));
    }

    private Answer ask(String who, String method, String path, String body, String id) {
        return shop.api()
                .ask(
                        shop.suite().gateway(),
                        method,
                        path.replace("ID", id),
                        shop.api().token(who),
                        body.replace("ID", id),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }
}
