package dev.tradewind.verify.load;

import dev.tradewind.verify.suite.Api;
import dev.tradewind.verify.suite.Demo;
import dev.tradewind.verify.suite.Row;
import dev.tradewind.verify.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Who may buy what, with enough of it in stock.
final class Shelves {

    private static final long PIECES_AN_ORDER = 2;

    private final List<Shelf> shelves;

    private record Shelf(List<String> customers, List<String> products) {}

    /// One order to be placed.
    record Wish(String customer, String productId, int quantity) {}

    private Shelves(List<Shelf> shelves) {
        this.shelves = List.copyOf(shelves);
    }

    static Shelves stocked(Suite suite, Api api, List<String> organizations, long orders) {
        var shelves = organizations.stream()
                .map(it -> new Shelf(Demo.customers(it), products(api, it)))
                .toList();
        var products = shelves.stream().mapToLong(it -> it.products().size()).sum();
        var needed = orders * PIECES_AN_ORDER / products + 100;
        var stock = stock(suite);
        for (int at = 0; at < organizations.size(); at++) {
            for (var product : shelves.get(at).products()) {
                raise(api, organizations.get(at), product, Objects.requireNonNull(stock.get(product), product), needed);
            }
        }
        return new Shelves(shelves);
    }

    /// Through the API, as the organisation's administrator would.
    private static void raise(Api api, String organization, String product, Row stock, long needed) {
        var missing = needed - (stock.number("on_hand") - stock.number("reserved"));
        if (missing > 0) {
            api.put(
                            "/api/products/" + product + "/inventory",
                            api.token(Demo.admin(organization)),
                            Api.write(Map.of("onHand", stock.number("on_hand") + Math.max(missing, 1000))))
                    .expect(200);
        }
    }

    private static Map<String, Row> stock(Suite suite) {
        try (var inventory = suite.database("inventory")) {
            return inventory.rows("select product_id, on_hand, reserved from stock").stream()
                    .collect(Collectors.toMap(it -> it.text("product_id"), it -> it));
        }
    }

    /// What can be ordered without watching the clock or fighting for the last one.
    private static List<String> products(Api api, String organization) {
        var token = api.token(Demo.customer(organization));
        var products = new ArrayList<String>();
        var cursor = "";
        do {
            var page = api.fetch("/api/products?limit=100" + cursor, token)
                    .expect(200)
                    .json();
            StreamSupport.stream(page.path("items").spliterator(), false)
                    .filter(Shelves::isOrdinary)
                    .forEach(it -> products.add(it.path("id").asString()));
            var next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        if (products.isEmpty()) {
            throw new IllegalStateException("Nothing on the shelves of " + organization);
        }
        return products;
    }

    private static boolean isOrdinary(JsonNode product) {
        var sku = product.path("sku").asString("");
        return !sku.equals("LAST-ONE") && !sku.startsWith("FLASH");
    }

    int size() {
        return shelves.stream().mapToInt(it -> it.products().size()).sum();
    }

    /// Neighbouring orders come from different organisations, customers and products.
    Wish wish(int number) {
        var shelf = shelves.get(number % shelves.size());
        var turn = number / shelves.size();
        return new Wish(
                shelf.customers().get(turn % shelf.customers().size()),
                shelf.products().get(turn % shelf.products().size()),
                1 + turn % (int) PIECES_AN_ORDER);
    }
}
