package dev.tradewind.verify.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.suite.Answer;
import dev.tradewind.verify.suite.Api;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Somebody who signed in, and what they do at the gateway.
record Visitor(Shop shop, String email) {

    Answer ask(String method, String path, Map<String, ?> body) {
        return ask(method, path, body, Map.of());
    }

    Answer ask(String method, String path, @Nullable Map<String, ?> body, Map<String, String> headers) {
        var api = shop.api();
        var text = body == null ? "" : Api.write(body);
        return api.ask(shop.suite().gateway(), method, path, api.token(email), text, headers);
    }

    JsonNode look(String path) {
        return ask("GET", path, null, Map.of()).expect(200).json();
    }

    List<JsonNode> items(String path) {
        return StreamSupport.stream(look(path).path("items").spliterator(), false)
                .toList();
    }

    /// Page after page.
    Stream<JsonNode> all(String path) {
        var found = new ArrayList<JsonNode>();
        var next = path;
        while (!next.isEmpty()) {
            var page = look(next);
            page.path("items").forEach(found::add);
            var cursor = page.path("nextCursor").asString("");
            next = cursor.isEmpty() ? "" : path + "&cursor=" + URLEncoder.encode(cursor, UTF_8);
        }
        return found.stream();
    }

    JsonNode fillCart(Map<Shop.Product, Integer> quantities) {
        ask("DELETE", "/api/cart", null, Map.of()).expect(204);
        quantities.forEach(
                (product, quantity) -> ask("PUT", "/api/cart/items/" + product.id(), Map.of("quantity", quantity))
                        .expect(200));
        return cart();
    }

    JsonNode cart() {
        return look("/api/cart");
    }

    /// Whatever the answer is.
    Answer checkOut(String cardToken, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("cartId", cart().path("id").asString());
        body.put("payment", Map.of("method", "CARD", "cardToken", cardToken));
        return ask(
                "POST",
                "/api/orders",
                body,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    JsonNode order(UUID id) {
        return look("/api/orders/" + id);
    }

    /// Waits for what others still decide.
    JsonNode eventually(UUID order, String status) {
        shop.eventually(
                "order " + order + " to be " + status,
                () -> assertThat(order(order).path("status").asString()).isEqualTo(status));
        return order(order);
    }

    /// Takes a staff step at once.
    JsonNode step(UUID order, String status) {
        return step(order, Map.of("status", status));
    }

    JsonNode step(UUID order, Map<String, ?> step) {
        var done =
                ask("PUT", "/api/orders/" + order + "/status", step).expect(200).json();
        assertThat(done.path("status").asString()).isEqualTo(step.get("status"));
        return done;
    }

    List<String> history(UUID order) {
        return items("/api/orders/" + order + "/events").stream()
                .map(it -> it.path("type").asString())
                .toList();
    }
}
