package dev.tradewind.verify.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.suite.Answer;
import dev.tradewind.verify.suite.Demo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Orders that become something else before anybody has begun with them: goods, money and pick list follow, or nothing
/// does.
@RunningSuite
@Order(2)
class ModifyingAnOrderTest {

    private final Shop shop = Shop.open();
    private final Overheard overheard = new Overheard(shop.suite());

    @AfterEach
    void stopListening() {
        overheard.close();
    }

    @Test
    void K5_aCustomerTakesOneMoreAndPaysTheDifference() {
        var customer = new Visitor(shop, Demo.customer("pantry"));
        var staff = new Visitor(shop, Demo.staff("pantry"));
        var rice = shop.product("pantry", 20);
        var before = shop.stock(rice);
        var order = shop.wish(rice, 2).by(customer.email()).place();
        customer.eventually(order.id(), "CONFIRMED");

        modify(customer, order.id(), rice, 3).expect(202);

        assertThat(decided(customer, order.id()).path("status").asString()).isEqualTo("APPLIED");
        assertThat(customer.order(order.id()).path("total").path("amount").asLong())
                .isEqualTo(3 * rice.price());
        assertThat(shop.ledger(order)).isEqualTo(new Shop.Ledger(2, 3 * rice.price(), 0));
        shop.eventually(
                "the third piece", () -> assertThat(shop.stock(rice).onHand()).isEqualTo(before.onHand() - 3));
        overheard.expect(order.id(), "order.placed", "order.confirmed", "order.modified", "payment.processed");

        staff.step(order.id(), "PREPARING");
        var tooLate = modify(customer, order.id(), rice, 1);
        assertThat(tooLate.status()).isEqualTo(409);
        assertThat(tooLate.text("type")).isEqualTo("/problems/order-not-modifiable");
        assertThat(shop.ledger(order)).isEqualTo(new Shop.Ledger(2, 3 * rice.price(), 0));
    }

    @Test
    void K5_T6_whatIsNotThereOrNotPaidLeavesTheOrderAsItWas() {
        var customer = new Visitor(shop, Demo.customer("kfooddelights"));
        var bibimbap = shop.product("kfooddelights", 20);
        var order = shop.wish(bibimbap, 1).by(customer.email()).place();
        customer.eventually(order.id(), "CONFIRMED");
        var before = shop.stock(bibimbap);

        modify(customer, order.id(), bibimbap, 10_000).expect(202);
        assertThat(decided(customer, order.id()).path("reason").asString()).isEqualTo("out-of-stock");
        customer.ask(
                        "PATCH",
                        "/api/orders/" + order.id(),
                        Map.of(
                                "items",
                                List.of(Map.of("productId", bibimbap.id().toString(), "quantity", 2)),
                                "payment",
                                Map.of("method", "CARD", "cardToken", "tok_chargeDeclined")))
                .expect(202);
        assertThat(decided(customer, order.id()).path("reason").asString()).isEqualTo("payment-declined");

        var after = customer.order(order.id());
        assertThat(after.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(after.path("total").path("amount").asLong()).isEqualTo(bibimbap.price());
        assertThat(shop.ledger(order)).isEqualTo(new Shop.Ledger(1, bibimbap.price(), 0));
        shop.eventually(
                "the pieces as before", () -> assertThat(shop.stock(bibimbap)).isEqualTo(before));
    }

    @Test
    void F4_whenAPieceIsMissingStaffShortensTheOrderAndTheCustomerGetsTheDifferenceBack() {
        var customer = new Visitor(shop, Demo.customer("shopflow"));
        var staff = new Visitor(shop, Demo.staff("shopflow"));
        var lamp = shop.product("shopflow", 20);
        var before = shop.stock(lamp);
        var order = shop.wish(lamp, 3).by(customer.email()).place();
        customer.eventually(order.id(), "CONFIRMED");
        var list = pickListOf(staff, order.id(), "OPEN");
        var found = Map.of("found", List.of(Map.of("productId", lamp.id().toString(), "quantity", 2)));
        assertThat(staff.ask("POST", "/api/warehouse/pick-lists/" + list + "/pack", found)
                        .expect(200)
                        .text("status"))
                .isEqualTo("SHORT");
        overheard.expect(order.id(), "warehouse.pick-list-made", "warehouse.short-pick");

        modify(staff, order.id(), lamp, 2).expect(202);

        assertThat(decided(customer, order.id()).path("status").asString()).isEqualTo("APPLIED");
        shop.eventually(
                "the difference back",
                () -> assertThat(shop.ledger(order)).isEqualTo(new Shop.Ledger(1, 3 * lamp.price(), lamp.price())));
        assertThat(pickListOf(staff, order.id(), "OPEN")).isEqualTo(list);
        shop.eventually(
                "the missing piece written off",
                () -> assertThat(shop.stock(lamp).onHand()).isEqualTo(before.onHand() - 3));
        staff.ask("POST", "/api/warehouse/pick-lists/" + list + "/pack", Map.of())
                .expect(200);
        var packed = customer.eventually(order.id(), "PACKED");
        assertThat(packed.path("total").path("amount").asLong()).isEqualTo(2 * lamp.price());
        assertThat(modify(staff, order.id(), lamp, 1).status()).isEqualTo(409);
        overheard.expect(
                order.id(), "order.modified", "payment.refunded", "warehouse.pick-list-made", "warehouse.packed");
    }

    private static Answer modify(Visitor visitor, UUID order, Shop.Product product, int quantity) {
        return visitor.ask(
                "PATCH",
                "/api/orders/" + order,
                Map.of("items", List.of(Map.of("productId", product.id().toString(), "quantity", quantity))));
    }

    /// What became of the last wish.
    private JsonNode decided(Visitor visitor, UUID order) {
        shop.eventually(
                "the change of " + order,
                () -> assertThat(visitor.order(order)
                                .path("modification")
                                .path("status")
                                .asString())
                        .isIn("APPLIED", "REFUSED"));
        return visitor.order(order).path("modification");
    }

    private UUID pickListOf(Visitor staff, UUID order, String status) {
        var found = new AtomicReference<UUID>();
        shop.eventually("the " + status + " pick list of " + order, () -> {
            staff.all("/api/warehouse/pick-lists?status=" + status + "&limit=100")
                    .filter(it -> it.path("orderId").asString().equals(order.toString()))
                    .forEach(it -> found.set(UUID.fromString(it.path("id").asString())));
            assertThat(found.get()).isNotNull();
        });
        return found.get();
    }
}
