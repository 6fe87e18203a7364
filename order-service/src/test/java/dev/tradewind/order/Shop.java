package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.testing.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A shop with one store and its customers: the words in which these tests are told.
final class Shop {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final UUID organization = UUID.randomUUID();
    final UUID store = UUID.randomUUID();
    final UUID rice = UUID.randomUUID();
    final UUID customer = UUID.randomUUID();
    final UUID staff = UUID.randomUUID();
    final FakeParticipants participants;
    final JdbcClient jdbc;
    private final String uri;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    Shop(Environment environment, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.uri = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
        this.participants = new FakeParticipants(
                environment.getRequiredProperty("spring.kafka.bootstrap-servers"),
                environment.getRequiredProperty("tradewind.messaging.topic-prefix"),
                environment.getRequiredProperty("tradewind.messaging.partitions", Integer.class));
        announceStore(store, organization, "OPEN", "PICKUP", 1);
        announceProduct(rice, store, organization, 1290, 1);
        untilSold(rice);
    }

    /// What came back.
    record Answer(int status, java.net.http.HttpHeaders headers, String body, JsonNode json) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        UUID orderId() {
            return UUID.fromString(json.get("id").asString());
        }

        String text(String path) {
            return json.at(path).asString();
        }
    }

    void announceStore(UUID id, UUID owner, String status, String fulfilment, long version) {
        participants.send(
                "catalog.events",
                id,
                "catalog.store-changed",
                Map.ofEntries(
                        Map.entry("organizationId", owner),
                        Map.entry("sequence", version),
                        Map.entry("storeId", id),
                        Map.entry("name", "A store"),
                        Map.entry("status", status),
                        Map.entry("fulfilment", fulfilment),
                        Map.entry("orderPrefix", "PA"),
                        Map.entry("currency", "BRL"),
                        Map.entry("reservationSeconds", 900),
                        Map.entry("changes", List.of()),
                        Map.entry("occurredAt", Instant.now().toString())));
    }

    void announceProduct(UUID id, UUID seller, UUID owner, long price, long version) {
        participants.send(
                "catalog.events",
                id,
                "catalog.product-updated",
                Map.of(
                        "organizationId",
                        owner,
                        "sequence",
                        version,
                        "product",
                        Map.ofEntries(
                                Map.entry("id", id),
                                Map.entry("storeId", seller),
                                Map.entry("sku", "SKU"),
                                Map.entry("title", "Rice"),
                                Map.entry("description", "White"),
                                Map.entry("price", Map.of("amount", price, "currency", "BRL")),
                                Map.entry("attributes", Map.of()),
                                Map.entry("images", List.of()),
                                Map.entry("createdAt", Instant.now().toString())),
                        "changes",
                        List.of("price"),
                        "occurredAt",
                        Instant.now().toString()));
    }

    void untilSold(UUID product) {
        until(() -> assertThat(
                        jdbc.sql("""
                select count(*) from shelf_products join shelf_stores using (store_id) where product_id = :id
                """).param("id", product).query(Integer.class).single())
                .isOne());
    }

    static void until(Runnable claim) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(claim::run);
    }

    String customerToken() {
        return TestTokens.customer(customer, organization);
    }

    /// A body with one line.
    String body(int quantity, String card) {
        return """
            {"items": [{"productId": "%s", "quantity": %d}], "payment": {"method": "card", "cardToken": "%s"}}
            """.formatted(rice, quantity, card);
    }

    Answer order(int quantity, String card) {
        return post("/api/orders", customerToken(), body(quantity, card), "Idempotency-Key", key());
    }

    Answer orderAndWait(int quantity, String card) {
        return post(
                "/api/orders", customerToken(), body(quantity, card), "Idempotency-Key", key(), "Prefer", "wait=30");
    }

    Answer eventually(UUID orderId, String status) {
        until(() -> assertThat(shown(orderId).text("/status")).isEqualTo(status));
        return shown(orderId);
    }

    Answer shown(UUID orderId) {
        return get("/api/orders/" + orderId, customerToken());
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    Answer get(String path, String token) {
        return answer(request(path, token).GET());
    }

    Answer post(String path, String token, String body, String... headers) {
        var request =
                request(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return answer(headers.length == 0 ? request : request.headers(headers));
    }

    Answer send(String method, String path, String token, String body, String... headers) {
        var request = request(path, token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return answer(headers.length == 0 ? request : request.headers(headers));
    }

    String staffToken() {
        return TestTokens.staff(staff, organization);
    }

    /// What is sent to a door.
    Answer shipmentAndWait() {
        return post("/api/orders", customerToken(), """
            {"items": [{"productId": "%s", "quantity": 1}], "fulfilment": "SHIPMENT",
             "address": {"name": "Ana", "line1": "Rua 1", "city": "Recife", "postalCode": "50000", "country": "BR"},
             "payment": {"method": "card", "cardToken": "tok_visa"}}
            """.formatted(rice), "Idempotency-Key", key(), "Prefer", "wait=30");
    }

    /// What the warehouse says about an order.
    void warehouse(UUID orderId, String what, Map<String, Object> more) {
        var said = new HashMap<String, Object>(more);
        said.putAll(Map.of(
                "orderId",
                orderId,
                "organizationId",
                organization,
                "sequence",
                1,
                "pickListId",
                UUID.randomUUID(),
                "actor",
                staff,
                "occurredAt",
                Instant.now().toString()));
        participants.send("warehouse.events", orderId, "warehouse." + what, said);
    }

    Answer cancel(UUID orderId, String token) {
        return post("/api/orders/" + orderId + "/cancel", token, "{\"reason\": \"Changed my mind.\"}");
    }

    /// What happened to it, in order.
    List<String> storyOf(UUID orderId) {
        return jdbc.sql("select type from order_events where order_id = :id order by sequence")
                .param("id", orderId)
                .query((row, _) -> row.getString(1).replaceAll("^dev\\.tradewind\\.order\\.|\\.v1$", ""))
                .list();
    }

    Answer step(UUID orderId, String status) {
        return send("PUT", "/api/orders/" + orderId + "/status", staffToken(), "{\"status\": \"" + status + "\"}");
    }

    Answer put(String path, String token, String body, String... headers) {
        return send("PUT", path, token, body, headers);
    }

    Answer delete(String path, String token) {
        return answer(request(path, token).DELETE());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(uri + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private Answer answer(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.headers(), response.body(), json.readTree(response.body()));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    void close() throws InterruptedException {
        participants.close();
        http.close();
    }
}
