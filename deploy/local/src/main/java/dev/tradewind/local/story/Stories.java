package dev.tradewind.local.story;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One order of each kind: how it ends, and that the stock says the same.
public final class Stories {

    private static final int WAIT_SECONDS = 30;
    private static final int CREATED = 201;
    private static final int LOOKS = 50;
    private static final int PAUSE_MILLIS = 200;

    private final Shop shop;
    private final JsonNode demo;
    private final Narrator narrator;
    private int told;
    private int otherwise;

    public Stories(Shop shop, Path demoFile, PrintStream out) {
        this.shop = shop;
        this.demo = JsonMapper.builder().build().readTree(demoFile.toFile());
        this.narrator = new Narrator(out);
    }

    private record Stock(long onHand, long reserved) {

        @Override
        public String toString() {
            return "%d on hand, %d reserved".formatted(onHand, reserved);
        }
    }

    /// Gives how many ended other than they should.
    public int tell() throws IOException {
        for (var organization : demo.path("organizations")) {
            var product = product(organization.path("id").asString(""), "");
            var slug = organization.path("slug").asString("");
            tell("An order at " + slug, customer(slug), product, "tok_visa", "CONFIRMED", 1);
        }
        var shopflow = organization("shopflow");
        tell(
                "A declined card: the stock comes back",
                customer("shopflow"),
                product(shopflow, ""),
                "tok_chargeDeclined",
                "REJECTED",
                0);
        tell(
                "The charge takes 5 s and the reservation lives 2 s: the money goes back",
                customer("shopflow"),
                product(shopflow, "FLASH-"),
                "tok_slow",
                "REJECTED",
                0);
        lastOne();
        narrator.title("%d stories told, %s"
                .formatted(told, otherwise == 0 ? "all ended as they should" : otherwise + " ended otherwise"));
        return otherwise;
    }

    private void lastOne() throws IOException {
        for (var organization : demo.path("organizations")) {
            var product = product(organization.path("id").asString(""), "LAST-ONE");
            var slug = organization.path("slug").asString("");
            var stock = stock(product, shop.login(customer(slug)));
            if (stock.onHand() - stock.reserved() == 1) {
                tell("The last piece: the first buyer gets it", customer(slug), product, "tok_visa", "CONFIRMED", 1);
                tell(
                        "The second buyer comes too late and pays nothing",
                        "customer2@" + slug + ".demo",
                        product,
                        "tok_visa",
                        "REJECTED",
                        0);
                return;
            }
        }
        narrator.title("The last pieces are all sold already: ./tradewind reset brings them back");
    }

    private void tell(String title, String customer, JsonNode product, String card, String end, int sold)
            throws IOException {
        told++;
        narrator.title(title);
        var begun = System.nanoTime();
        var token = shop.login(customer);
        var before = stock(product, token);
        narrator.line("%s orders 1 x %s for %s with %s"
                .formatted(customer, product.path("title").asString(""), Narrator.money(product.path("price")), card));
        narrator.line("stock before: " + before);
        var placing = System.nanoTime();
        var placed = shop.order(token, order(product, card), WAIT_SECONDS);
        narrator.line(
                millis(placing),
                "POST /api/orders: %d %s %s"
                        .formatted(placed.status(), placed.text("orderNumber"), placed.text("status")));
        if (placed.status() != CREATED) {
            narrator.line("NOT AS IT SHOULD: " + placed.body());
            otherwise++;
            return;
        }
        var id = placed.text("id");
        var order = ended(id, token);
        var after = settled(product, token, new Stock(before.onHand() - sold, before.reserved()));
        narrator.saga(shop.get("/api/ops/sagas/" + id, shop.login("operator@tradewind.demo"))
                .body());
        narrator.line("stock after:  " + after);
        var reason = order.text("rejectionReason").isEmpty() ? "" : " (" + order.text("rejectionReason") + ")";
        var isRight =
                order.text("status").equals(end) && after.equals(new Stock(before.onHand() - sold, before.reserved()));
        narrator.line(
                millis(begun),
                "%s%s, payment %s, reservation %s%s"
                        .formatted(
                                order.text("status"),
                                reason,
                                order.body().path("payment").path("status").asString("-"),
                                order.body().path("reservation").path("status").asString("-"),
                                isRight ? "" : "   NOT AS IT SHOULD: expected " + end));
        otherwise += isRight ? 0 : 1;
    }

    private Shop.Answer ended(String id, String token) throws IOException {
        var order = shop.get("/api/orders/" + id, token);
        for (var look = 0; look < LOOKS && order.text("status").equals("PENDING"); look++) {
            pause();
            order = shop.get("/api/orders/" + id, token);
        }
        return order;
    }

    /// The compensation of a rejected order may still be on its way.
    private Stock settled(JsonNode product, String token, Stock expected) throws IOException {
        var stock = stock(product, token);
        for (var look = 0; look < LOOKS && !stock.equals(expected); look++) {
            pause();
            stock = stock(product, token);
        }
        return stock;
    }

    private Stock stock(JsonNode product, String token) throws IOException {
        var answer = shop.get("/api/products/" + product.path("id").asString("") + "/inventory", token)
                .body();
        return new Stock(answer.path("onHand").asLong(), answer.path("reserved").asLong());
    }

    private static Map<String, Object> order(JsonNode product, String card) {
        return Map.of(
                "items", List.of(Map.of("productId", product.path("id").asString(""), "quantity", 1)),
                "payment", Map.of("method", "card", "cardToken", card));
    }

    private String organization(String slug) {
        for (var it : demo.path("organizations")) {
            if (it.path("slug").asString("").equals(slug)) {
                return it.path("id").asString("");
            }
        }
        throw new IllegalStateException("The demo data has no organisation " + slug);
    }

    /// The first whose SKU begins so; ordinary goods for an empty beginning.
    private JsonNode product(String organization, String sku) {
        for (var it : demo.path("products")) {
            var its = it.path("sku").asString("");
            var isOrdinary = !its.startsWith("FLASH-") && !its.equals("LAST-ONE");
            if (it.path("organizationId").asString("").equals(organization)
                    && (sku.isEmpty() ? isOrdinary : its.startsWith(sku))) {
                return it;
            }
        }
        throw new IllegalStateException("The demo data has no product %s of %s".formatted(sku, organization));
    }

    private static String customer(String slug) {
        return "customer@" + slug + ".demo";
    }

    private static String millis(long begun) {
        return "%d ms".formatted(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    private static void pause() throws IOException {
        try {
            var _ = new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        }
    }
}
