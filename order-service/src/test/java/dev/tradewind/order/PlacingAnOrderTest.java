package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacingAnOrderTest extends InTheShop {

    private static final String AT_HOME = """
        "address": {"name": "Ana", "line1": "Rua A 1", "city": "Rio", "postalCode": "22240", "country": "BR"}""";

    @Test
    void theSameKeyAndBodyIsTheSameOrder() {
        var key = Shop.key();

        var first = shop.post("/api/orders", shop.customerToken(), shop.body(1, "tok_visa"), "Idempotency-Key", key);
        shop.eventually(first.orderId(), "CONFIRMED");
        var again = shop.post("/api/orders", shop.customerToken(), shop.body(1, "tok_visa"), "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        var key = Shop.key();
        shop.post("/api/orders", shop.customerToken(), shop.body(1, "tok_visa"), "Idempotency-Key", key);

        var other = shop.post("/api/orders", shop.customerToken(), shop.body(2, "tok_visa"), "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void aRefusalDoesNotBurnTheKey() {
        var key = Shop.key();
        var unknown = shop.body(1, "tok_visa")
                .replace(shop.rice.toString(), UUID.randomUUID().toString());

        var refused = shop.post("/api/orders", shop.customerToken(), unknown, "Idempotency-Key", key);
        var placed = shop.post("/api/orders", shop.customerToken(), shop.body(1, "tok_visa"), "Idempotency-Key", key);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(placed.status()).isEqualTo(201);
    }

    @Test
    void fiftyAtOnceWithOneKeyAreOneOrder() throws InterruptedException, ExecutionException {
        var key = Shop.key();
        var token = TestTokens.customer(UUID.randomUUID(), shop.organization);
        var before = orders();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(_ -> threads.submit(() -> insist(token, key)))
                    .toList();
            for (Future<Shop.Answer> answer : answers) {
                assertThat(answer.get().orderId())
                        .isEqualTo(answers.getFirst().get().orderId());
            }
        }
        assertThat(orders()).isEqualTo(before + 1);
    }

    @Test
    void whoComesAtTheSameTimeAsOthersIsAnsweredForItself() throws InterruptedException, ExecutionException {
        var good = shop.body(1, "tok_visa");
        var unknown = good.replace(shop.rice.toString(), UUID.randomUUID().toString());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 60)
                    .mapToObj(it -> threads.submit(() -> shop.post(
                            "/api/orders",
                            shop.customerToken(),
                            it % 3 == 0 ? unknown : good,
                            "Idempotency-Key",
                            Shop.key())))
                    .toList();
            for (var it = 0; it < answers.size(); it++) {
                assertThat(answers.get(it).get().status()).isEqualTo(it % 3 == 0 ? 404 : 201);
            }
        }
    }

    /// A client that is told to come again does.
    private Shop.Answer insist(String token, String key) {
        var body = shop.body(1, "tok_visa");
        var answer = shop.post("/api/orders", token, body, "Idempotency-Key", key);
        while (answer.status() == 409 || answer.status() == 503) {
            assertThat(answer.header("Retry-After")).isNotEmpty();
            answer = shop.post("/api/orders", token, body, "Idempotency-Key", key);
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    @Test
    void numbersAreOfTheOrganisationAndNeverGivenTwice() {
        var first = shop.order(1, "tok_visa").text("/orderNumber");
        var second = shop.order(1, "tok_visa").text("/orderNumber");

        assertThat(first).matches("PA-\\d{4}-\\d{6}").isNotEqualTo(second);
    }

    @Test
    void theTotalIsTheStoresAndNotTheClients() {
        var body = shop.body(3, "tok_visa")
                .replaceFirst("\\{", "{\"expectedTotal\": {\"amount\": 3870, \"currency\": \"BRL\"}, ");

        var placed = shop.post("/api/orders", shop.customerToken(), body, "Idempotency-Key", Shop.key());

        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        assertThat(placed.json().at("/items/0/unitPrice/amount").asLong()).isEqualTo(1290);
    }

    @Test
    void everyFieldOfAnOrderIsThere() {
        var placed = shop.order(1, "tok_visa");

        assertThat(placed.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "orderNumber",
                        "organizationId",
                        "storeId",
                        "customerId",
                        "status",
                        "fulfilment",
                        "items",
                        "total",
                        "payment",
                        "reservation",
                        "estimatedReadyAt",
                        "trackingNumber",
                        "rejectionReason",
                        "cancellationReason",
                        "modification",
                        "version",
                        "createdAt",
                        "updatedAt");
        assertThat(shop.shown(placed.orderId()).json().propertyNames())
                .containsExactlyInAnyOrderElementsOf(placed.json().propertyNames());
    }

    @Test
    void whereItGoesIsShownToItsCustomerAndToTheStaffThatPacksItAndToNobodyElse() {
        var body = shop.body(1, "tok_visa")
                .replaceFirst(
                        "\\{",
                        "{\"fulfilment\": \"DELIVERY\", \"instructions\": \"Ring at the back.\", " + AT_HOME + ", ");

        var placed = shop.post("/api/orders", shop.customerToken(), body, "Idempotency-Key", Shop.key());

        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        var path = "/api/orders/" + placed.orderId();
        for (var shown : List.of(
                placed,
                shop.get(path, shop.customerToken()),
                shop.get(path, TestTokens.staff(UUID.randomUUID(), shop.organization)),
                shop.get(path, TestTokens.admin(UUID.randomUUID(), shop.organization)))) {
            assertThat(shown.text("/shippingAddress/name")).as(shown.body()).isEqualTo("Ana");
            assertThat(shown.text("/shippingAddress/line1")).isEqualTo("Rua A 1");
            assertThat(shown.text("/shippingAddress/postalCode")).isEqualTo("22240");
            assertThat(shown.text("/instructions")).isEqualTo("Ring at the back.");
        }
        for (var other : List.of(
                TestTokens.operator(),
                machine(),
                TestTokens.customer(UUID.randomUUID(), shop.organization),
                TestTokens.staff(UUID.randomUUID(), UUID.randomUUID()))) {
            assertThat(shop.get(path, other).body()).doesNotContain("shippingAddress", "Rua A", "Ring at the back.");
        }
        assertThat(shop.get(path, TestTokens.operator()).status()).isEqualTo(200);
        assertThat(shop.get(path, machine()).status()).isEqualTo(200);
        assertThat(shop.get(path + "/events", shop.customerToken()).body()).doesNotContain("Rua A", "Ring");
        assertThat(jdbc.sql("""
                select (select string_agg(t::text, ' ') from order_events t where order_id = :id)
                    || coalesce((select string_agg(t::text, ' ') from saga_steps t where order_id = :id), '')
                """)
                        .param("id", placed.orderId())
                        .query(String.class)
                        .optional()
                        .orElse(""))
                .doesNotContain("Rua A", "Ring at the back.");
    }

    private String machine() {
        return TestTokens.changed(it -> it.claim("roles", List.of())
                .claim("org", shop.organization.toString())
                .claim("scope", "orders.read"));
    }

    @Test
    void anOrderIsSeenByItsCustomerAndTheStaffOfItsOrganisationOnly() {
        var path = "/api/orders/" + shop.order(1, "tok_visa").orderId();

        assertThat(shop.get(path, shop.customerToken()).status()).isEqualTo(200);
        assertThat(shop.get(path, TestTokens.staff(UUID.randomUUID(), shop.organization))
                        .status())
                .isEqualTo(200);
        for (var stranger : new String[] {
            TestTokens.customer(UUID.randomUUID(), shop.organization),
            TestTokens.staff(UUID.randomUUID(), UUID.randomUUID()),
            TestTokens.admin(UUID.randomUUID(), UUID.randomUUID())
        }) {
            assertThat(shop.get(path, stranger).status()).isEqualTo(404);
            assertThat(shop.get(path + "/events", stranger).status()).isEqualTo(404);
        }
    }

    private int orders() {
        return jdbc.sql("select count(*) from orders").query(Integer.class).single();
    }
}
