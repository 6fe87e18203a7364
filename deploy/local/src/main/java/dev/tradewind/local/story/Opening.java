package dev.tradewind.local.story;

import dev.tradewind.local.server.NotStarted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits until the shop is open for a customer: a product of every organisation is on the shelf, has stock, can be
/// ordered and is found by the search.
public final class Opening {

    private static final List<String> ORGANIZATIONS =
            List.of("pantry", "sattzabite", "kfooddelights", "techcorp", "shopflow");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PAUSE_MILLIS = 200;
    private static final int CONFLICT = 409;

    private final Shop shop;

    public Opening(Shop shop) {
        this.shop = shop;
    }

    public void await() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var organization : ORGANIZATIONS) {
            while (true) {
                try {
                    look(organization);
                    break;
                } catch (IOException notYet) {
                    if (System.nanoTime() > deadline) {
                        throw new NotStarted(
                                "The shop does not open for %s: %s".formatted(organization, notYet.getMessage()),
                                notYet);
                    }
                    pause();
                }
            }
        }
    }

    private void look(String organization) throws IOException {
        var token = shop.login("customer@" + organization + ".demo");
        var product = expect(200, shop.get("/api/products?limit=1", token))
                .body()
                .path("items")
                .path(0);
        var id = product.path("id").asString("");
        if (id.isEmpty()) {
            throw new IOException("the shelf is empty");
        }
        expect(200, shop.get("/api/products/" + id + "/inventory", token));
        // A wrong total is refused only when the order would have been taken otherwise, so nothing is left behind.
        var order = Map.<String, Object>of(
                "items",
                List.of(Map.of("productId", id, "quantity", 1)),
                "payment",
                Map.of("method", "card", "cardToken", "tok_visa"),
                "expectedTotal",
                Map.of(
                        "amount",
                        1,
                        "currency",
                        product.path("price").path("currency").asString("")));
        expect(CONFLICT, shop.order(token, order, 0));
        var found = expect(
                200,
                shop.get(
                        "/api/search?limit=1&q="
                                + Shop.encoded(product.path("title").asString("")),
                        token));
        if (found.body().path("items").isEmpty()) {
            throw new IOException("the search finds nothing");
        }
    }

    private static Shop.Answer expect(int status, Shop.Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("%d (expected: %d) %s".formatted(answer.status(), status, answer.body()));
        }
        return answer;
    }

    private static void pause() {
        try {
            var _ = new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NotStarted("Interrupted", interrupted);
        }
    }
}
