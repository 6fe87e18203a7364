package dev.tradewind.verify.wall;

import dev.tradewind.verify.story.Shop;
import dev.tradewind.verify.suite.Demo;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// What the table's lines speak of. All of it is pantry's, and its customer's, unless the name says otherwise.
final class Things {

    private static final int PRODUCT = 33;

    private final Shop shop;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Supplier<String>> made = Map.of(
            "unknown", () -> UUID.randomUUID().toString(),
            "order", this::order,
            "payment", this::payment,
            "product", () -> product("pantry"),
            "foreign-product", () -> product("techcorp"),
            "store", () -> store("pantry"),
            "organization", () -> profile("organizationId"),
            "account", () -> profile("id"),
            "kind", () -> "ORDER_CONFIRMED",
            "language", () -> "en");

    Things(Shop shop) {
        this.shop = shop;
    }

    synchronized String named(String name) {
        var thing = known.get(name);
        if (thing == null) {
            var maker = made.get(name);
            if (maker == null) {
                throw new IllegalArgumentException(name + " (expected: one of " + made.keySet() + ")");
            }
            thing = maker.get();
            known.put(name, thing);
        }
        return thing;
    }

    private String order() {
        var order = shop.wish(shop.product("pantry", PRODUCT), 1).place();
        shop.eventually(order, "CONFIRMED");
        return order.id().toString();
    }

    private String payment() {
        var token = shop.api().token(Demo.customer("pantry"));
        return shop.api()
                .fetch("/api/payments?orderId=" + named("order"), token)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asString();
    }

    private String product(String organization) {
        return shop.product(organization, PRODUCT).id().toString();
    }

    private String store(String organization) {
        var token = shop.api().token(Demo.staff(organization));
        return shop.api()
                .fetch("/api/stores", token)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asString();
    }

    private String profile(String field) {
        var token = shop.api().token(Demo.customer("pantry"));
        return shop.api().fetch("/api/me", token).expect(200).text(field);
    }
}
