package dev.tradewind.order;

import static dev.tradewind.order.Shop.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.order.Shop.Answer;
import dev.tradewind.testing.TestTokens;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SavedAddressesTest extends InTheShop {

    @Autowired
    private FakeAccounts accounts;

    private final UUID customer = UUID.randomUUID();

    @Test
    void F7_theDefaultAddressIsTaken() {
        var ana = UUID.randomUUID();
        accounts.livesAt(ana, "Rua B 2");

        assertThat(sentTo(shipment(ana, ""))).isEqualTo("Rua B 2");
    }

    @Test
    void F7_aSavedAddressIsTakenByItsIdAndSomebodyElsesIsNot() {
        var ana = UUID.randomUUID();
        var bia = UUID.randomUUID();
        var home = accounts.livesAt(ana, "Rua C 3");
        accounts.livesAt(bia, "Rua D 4");

        assertThat(sentTo(shipment(ana, chosen(home)))).isEqualTo("Rua C 3");
        var refused = shipment(bia, chosen(home));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("/type")).isEqualTo("/problems/unknown-address");
    }

    @Test
    void F7_addressesAreReadOnceUntilTheyChange() {
        var ana = UUID.randomUUID();
        accounts.livesAt(ana, "Rua E 5");
        shipment(ana, "");
        shipment(ana, "");
        assertThat(accounts.timesAsked(ana)).isOne();

        accounts.livesAt(ana, "Rua F 6");
        tell("account.addresses-changed", ana, 3);
        until(() -> assertThat(sentTo(shipment(ana, ""))).isEqualTo("Rua F 6"));

        assertThat(accounts.timesAsked(ana)).isEqualTo(2);
    }

    @Test
    void F7_ordersThatComeAtOnceReadTheAddressesOnce() throws InterruptedException {
        var ana = UUID.randomUUID();
        accounts.livesAt(ana, "Rua K 11");

        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var placed = clients.invokeAll(Collections.<Callable<Shop.Answer>>nCopies(20, () -> shipment(ana, "")));

            assertThat(placed)
                    .allSatisfy(it -> assertThat(sentTo(it.resultNow())).isEqualTo("Rua K 11"));
        }
        assertThat(accounts.timesAsked(ana)).isOne();
    }

    @Test
    void anOrderThatBringsItsAddressNeedsNobodyAndOneThatDoesNotIsRefusedWhileNobodyTells() {
        var ana = UUID.randomUUID();
        var key = Shop.key();
        accounts.livesAt(ana, "Rua G 7");
        accounts.away = true;
        try {
            var refused = post(ana, "", key);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("/type")).isEqualTo("/problems/addresses-unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            var brought = shipment(ana, """
                "address": {"name": "Ana", "line1": "Rua H 8", "city": "Rio", "postalCode": "1", "country": "BR"},""");
            assertThat(sentTo(brought)).isEqualTo("Rua H 8");
        } finally {
            accounts.away = false;
        }

        assertThat(sentTo(post(ana, "", key))).isEqualTo("Rua G 7");
    }

    @Test
    void F7_whoIsErasedLeavesNoAddressAndNoWordBehind() {
        accounts.livesAt(customer, "Rua I 9");
        var erased = shipment(customer, "\"instructions\": \"ring twice\",").orderId();
        var other = UUID.randomUUID();
        accounts.livesAt(other, "Rua J 10");
        var kept = shipment(other, "\"instructions\": \"ring once\",").orderId();
        until(() -> assertThat(count("order_summaries where order_id = '%s'".formatted(erased)))
                .isOne());
        // The list may not know an order yet when its customer is erased.
        jdbc.sql("delete from order_summaries where order_id = :id")
                .param("id", erased)
                .update();

        tell("account.erased", customer, 9);

        until(() -> assertThat(count("order_addresses where order_id = '%s'".formatted(erased)))
                .isZero());
        assertThat(count("orders where id = '%s' and instructions is null".formatted(erased)))
                .isOne();
        var shown = shop.get("/api/orders/" + erased, TestTokens.staff(UUID.randomUUID(), shop.organization));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().propertyNames()).doesNotContain("shippingAddress", "instructions");
        assertThat(count("order_addresses where order_id = '%s'".formatted(kept)))
                .isOne();
        assertThat(count("orders where id = '%s' and instructions = 'ring once'".formatted(kept)))
                .isOne();
    }

    private Answer shipment(UUID buyer, String more) {
        return post(buyer, more, Shop.key());
    }

    private Answer post(UUID buyer, String more, String key) {
        var body = shop.body(1, "tok_visa").replaceFirst("\\{", "{\"fulfilment\": \"SHIPMENT\", " + more);
        return shop.post("/api/orders", TestTokens.customer(buyer, shop.organization), body, "Idempotency-Key", key);
    }

    private static String chosen(UUID address) {
        return "\"shippingAddressId\": \"" + address + "\",";
    }

    private String sentTo(Answer placed) {
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        return jdbc.sql("select line1 from order_addresses where order_id = :id")
                .param("id", placed.orderId())
                .query(String.class)
                .single();
    }

    private void tell(String type, UUID account, long sequence) {
        shop.participants.send(
                "accounts.events",
                account,
                type,
                Map.of(
                        "accountId",
                        account,
                        "organizationId",
                        shop.organization,
                        "sequence",
                        sequence,
                        "occurredAt",
                        Instant.now().toString()));
    }

    private int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }
}
