package dev.tradewind.verify.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.suite.Demo;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The five shops, each from its customer's cart to the end, with what is said on the topics meanwhile.
@RunningSuite
@Order(2)
class FromCartToDoorTest {

    private final Shop shop = Shop.open();
    private final Overheard overheard = new Overheard(shop.suite());

    @AfterEach
    void stopListening() {
        overheard.close();
    }

    @Test
    void P1_P2_whatIsTakenFromThePantryIsPreparedByItsStaffAndPickedUp() {
        var customer = customer("pantry");
        var staff = staff("pantry");
        var rice = shop.product("pantry", 10);
        var cart = customer.fillCart(Map.of(rice, 2));
        assertThat(cart.path("total").path("amount").asLong()).isEqualTo(2 * rice.price());

        var order = placed(customer.checkOut("tok_visa", Map.of()).expect(201).json());
        customer.eventually(order, "CONFIRMED");
        assertThat(customer.cart().path("items")).isEmpty();
        shop.eventually(
                "the order on the staff's screen",
                () -> assertThat(staff.items("/api/orders?scope=organization&limit=100"))
                        .anyMatch(it -> it.path("id").asString().equals(order.toString())));
        staff.step(order, "PREPARING");
        staff.step(order, "READY");
        staff.step(order, "COMPLETED");

        assertThat(customer.ask("POST", "/api/orders/" + order + "/cancel", Map.of("reason", "too late"))
                        .status())
                .isEqualTo(409);
        assertThat(customer.order(order).path("status").asString()).isEqualTo("COMPLETED");
        overheard.expect(order, "order.placed", "order.confirmed", "order.fulfilled", "order.completed");
    }

    @Test
    void S1_S2_S3_S18_aMealIsDeliveredAndAClosedRestaurantTakesNoOrder() {
        var customer = customer("sattzabite");
        var restaurant = staff("sattzabite");
        var meal = shop.product("sattzabite", 10);

        var order = placed(
                shop.wish(meal, 1).by(customer.email()).post().expect(201).json());
        customer.eventually(order, "CONFIRMED");
        restaurant.step(order, "PREPARING");
        restaurant.step(order, "READY");
        restaurant.step(order, "OUT_FOR_DELIVERY");
        restaurant.step(order, "DELIVERED");
        overheard.expect(order, "order.placed", "payment.processed", "order.status-updated", "order.delivered");

        var store = storeOf(customer, meal);
        setOpen(store, "CLOSED");
        try {
            shop.eventually(
                    "the closed restaurant",
                    () -> assertThat(shop.wish(meal, 1)
                                    .by(customer.email())
                                    .post()
                                    .text("type"))
                            .isEqualTo("/problems/store-closed"));
            overheard.expect(store, "catalog.store-changed");
        } finally {
            setOpen(store, "OPEN");
        }
        shop.eventually(
                "the open restaurant",
                () -> assertThat(shop.wish(meal, 1).by(customer.email()).post().status())
                        .isEqualTo(201));
    }

    @Test
    void K1_K5_K6_K9_aFailedPaymentLosesNothingAndTheKitchenCooksWhatWasAskedFor() {
        var customer = customer("kfooddelights");
        var crew = staff("kfooddelights");
        var bibimbap = shop.product("kfooddelights", 10);
        var before = customer.fillCart(Map.of(bibimbap, 1));

        var failed = placed(
                customer.checkOut("tok_chargeDeclined", Map.of()).expect(201).json());
        customer.eventually(failed, "REJECTED");
        shop.eventually(
                "the cart as it was",
                () -> assertThat(customer.cart().path("items")).isEqualTo(before.path("items")));

        var order = placed(customer.checkOut("tok_visa", Map.of("instructions", "no sesame"))
                .expect(201)
                .json());
        customer.eventually(order, "CONFIRMED");
        var tooEarly = crew.ask("PUT", "/api/orders/" + order + "/status", Map.of("status", "COMPLETED"));
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.text("type")).isEqualTo("/problems/illegal-order-transition");
        assertThat(tooEarly.body()).contains("PREPARING");
        var ready = Instant.now().plus(20, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        crew.step(order, Map.of("status", "PREPARING", "estimatedReadyAt", ready.toString(), "note", "on the stove"));
        assertThat(customer.order(order).path("estimatedReadyAt").asString()).isEqualTo(ready.toString());
        crew.step(order, "READY");
        crew.step(order, "COMPLETED");
        overheard.expect(order, "order.placed", "order.status-updated", "order.completed");
        overheard.expect(failed, "order.rejected", "payment.declined");
    }

    @Test
    void T1_T4_S9_anOrderToASavedAddressIsCancelledAfterPaymentAndEverythingGoesBack() {
        var customer = customer("techcorp");
        var laptop = shop.product("techcorp", 10);
        var address = customer.items("/api/me/addresses").getFirst().path("id").asString();
        var before = shop.stock(laptop);
        customer.fillCart(Map.of(laptop, 2));

        var json = customer.checkOut("tok_visa", Map.of("shippingAddressId", address))
                .expect(201)
                .json();
        var order = placed(json);
        assertThat(json.path("orderNumber").asString()).matches("TC-" + Year.now(ZoneOffset.UTC) + "-\\d{6}");
        customer.eventually(order, "CONFIRMED");
        shop.eventually(
                "the sold pieces", () -> assertThat(shop.stock(laptop).onHand()).isEqualTo(before.onHand() - 2));
        assertThat(customer.ask("POST", "/api/orders/" + order + "/cancel", Map.of("reason", "changed my mind"))
                        .status())
                .isIn(200, 202);

        var cancelled = customer.eventually(order, "CANCELLED");
        shop.eventually(
                "the money back",
                () -> assertThat(customer.order(order)
                                .path("payment")
                                .path("status")
                                .asString())
                        .isIn("VOIDED", "REFUNDED"));
        shop.eventually("the pieces back", () -> assertThat(shop.stock(laptop)).isEqualTo(before));
        assertThat(cancelled.path("version").asLong()).isGreaterThan(1);
        overheard.expect(order, "order.placed", "order.confirmed", "order.cancelled");
    }

    @Test
    void F1_F3_F4_F7_aParcelIsPackedShippedDeliveredByItsCarrierReviewedAndPartlyRefunded() {
        var customer = customer("shopflow");
        var staff = staff("shopflow");
        var lamp = shop.product("shopflow", 10);
        var cart = customer.fillCart(Map.of(lamp, 2));
        assertThat(cart.path("holdExpiresAt").isString()).isTrue();

        var order = placed(customer.checkOut("tok_visa", Map.of()).expect(201).json());
        customer.eventually(order, "CONFIRMED");
        var list = pickListOf(staff, order);
        staff.ask("POST", "/api/warehouse/pick-lists/" + list + "/pack", Map.of())
                .expect(200);
        customer.eventually(order, "PACKED");
        var tracking = "TW" + order.toString().replace("-", "");
        staff.ask(
                        "POST",
                        "/api/warehouse/pick-lists/" + list + "/ship",
                        Map.of("carrier", Carrier.NAME, "trackingNumber", tracking))
                .expect(200);
        assertThat(customer.eventually(order, "SHIPPED").path("trackingNumber").asString())
                .isEqualTo(tracking);

        var carrier = new Carrier(shop);
        assertThat(carrier.forges(tracking).status()).isEqualTo(401);
        carrier.delivers(tracking).expect(204);
        carrier.delivers(tracking).expect(204);
        customer.eventually(order, "DELIVERED");
        overheard.expect(
                order,
                "order.placed",
                "payment.processed",
                "order.fulfilled",
                "order.shipped",
                "order.delivered",
                "warehouse.pick-list-made",
                "warehouse.packed",
                "warehouse.shipped",
                "warehouse.delivered");

        shop.eventually(
                "the buyer's review",
                () -> assertThat(customer.ask(
                                        "POST",
                                        "/api/products/" + lamp.id() + "/reviews",
                                        Map.of("rating", 5, "text", "It shines."))
                                .status())
                        .isIn(200, 201));
        staff.ask(
                        "POST",
                        "/api/orders/" + order + "/refunds",
                        Map.of("amount", lamp.price(), "reason", "scratched"),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                .expect(201);
        shop.eventually(
                "the refund",
                () -> assertThat(customer.order(order)
                                .path("payment")
                                .path("status")
                                .asString())
                        .isEqualTo("PARTIALLY_REFUNDED"));
        overheard.expect(order, "payment.refunded", "order.refunded");
    }

    /// As the staff's screen would, which polls.
    private UUID pickListOf(Visitor staff, UUID order) {
        var found = new AtomicReference<UUID>();
        shop.eventually("the pick list of " + order, () -> {
            staff.all("/api/warehouse/pick-lists?status=OPEN&limit=100")
                    .filter(it -> it.path("orderId").asString().equals(order.toString()))
                    .forEach(it -> found.set(UUID.fromString(it.path("id").asString())));
            assertThat(found.get()).isNotNull();
        });
        return found.get();
    }

    private static UUID placed(JsonNode order) {
        assertThat(order.path("status").asString()).isEqualTo("PENDING");
        return UUID.fromString(order.path("id").asString());
    }

    private UUID storeOf(Visitor customer, Shop.Product product) {
        return UUID.fromString(
                customer.look("/api/products/" + product.id()).path("storeId").asString());
    }

    private void setOpen(UUID store, String status) {
        new Visitor(shop, Demo.admin("sattzabite"))
                .ask("PUT", "/api/stores/" + store + "/status", Map.of("status", status))
                .expect(200);
    }

    private Visitor customer(String organization) {
        return new Visitor(shop, Demo.customer(organization));
    }

    private Visitor staff(String organization) {
        return new Visitor(shop, Demo.staff(organization));
    }
}
