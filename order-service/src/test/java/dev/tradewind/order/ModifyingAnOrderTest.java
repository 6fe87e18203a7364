package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Customers and staff change what was ordered: a rice costs 1 290.
class ModifyingAnOrderTest extends InTheShop {

    @Test
    void K5_whatComesOnTopIsReservedAndChargedAndThenItIsSo() {
        var id = shop.orderAndWait(2, "tok_visa").orderId();

        var accepted = modify(id, shop.customerToken(), items(3));

        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        assertThat(accepted.text("/modification/status")).isEqualTo("RUNNING");
        assertThat(accepted.json().at("/total/amount").asLong()).isEqualTo(2 * 1290);
        becomes(id, "APPLIED");
        var shown = shop.shown(id);
        assertThat(shown.json().at("/items/0/quantity").asInt()).isEqualTo(3);
        assertThat(shown.json().at("/total/amount").asLong()).isEqualTo(3 * 1290);
        assertThat(shown.text("/status")).isEqualTo("CONFIRMED");
        assertThat(shop.participants.piecesOf(id)).isEqualTo(3);
        assertThat(shop.participants.differenceOf(shown.text("/modification/id")))
                .isEqualTo(1290);
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "modified");
        var history = shop.get("/api/orders/" + id + "/events", shop.customerToken());
        assertThat(history.text("/items/2/actor")).isEqualTo(shop.customer.toString());
        assertThat(history.json().at("/items/2/data/previousTotal/amount").asLong())
                .isEqualTo(2 * 1290);
        assertThat(history.json().at("/items/2/data/lines/0/quantity").asInt()).isEqualTo(3);
        Shop.until(() -> assertThat(inTheList(id)).isEqualTo(3 * 1290));
        assertThat(shop.step(id, "PREPARING").status()).isEqualTo(200);
    }

    @Test
    void F4_whatIsLeftOutIsPaidBackAndWhatIsKeptKeepsItsPrice() {
        var product = UUID.randomUUID();
        shop.announceProduct(product, shop.store, shop.organization, 500, 1);
        shop.untilSold(product);
        var id = ordered(product, 3);
        shop.announceProduct(product, shop.store, shop.organization, 900, 2);
        untilItCosts(product, 900);

        assertThat(modify(id, shop.staffToken(), items(product, 2)).status()).isEqualTo(202);

        becomes(id, "APPLIED");
        assertThat(shop.shown(id).json().at("/total/amount").asLong()).isEqualTo(2 * 500);
        Shop.until(() -> assertThat(shop.get("/api/orders/" + id + "/refunds", shop.customerToken())
                        .text("/items/0/status"))
                .isEqualTo("REFUNDED"));
        var refund = shop.get("/api/orders/" + id + "/refunds", shop.customerToken());
        assertThat(refund.text("/items/0/kind")).isEqualTo("DIFFERENCE");
        assertThat(refund.json().at("/items/0/amount/amount").asLong()).isEqualTo(500);
        assertThat(shop.shown(id).text("/payment/status")).isEqualTo("APPROVED");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "modified");

        assertThat(modify(id, shop.customerToken(), items(product, 3)).status()).isEqualTo(202);
        Shop.until(() ->
                assertThat(shop.shown(id).json().at("/total/amount").asLong()).isEqualTo(2 * 500 + 900));
        assertThat(shop.shown(id).json().at("/items").size()).isEqualTo(2);
    }

    @Test
    void K5_withoutStockNothingChangesAndNothingIsCharged() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        assertThat(modify(id, shop.customerToken(), items(FakeParticipants.OUT_OF_STOCK))
                        .status())
                .isEqualTo(202);

        becomes(id, "REFUSED");
        var shown = shop.shown(id);
        assertThat(shown.text("/modification/reason")).isEqualTo("out-of-stock");
        assertThat(shown.json().at("/items/0/quantity").asInt()).isEqualTo(1);
        assertThat(shop.participants.heardOf(id)).doesNotContain("payment.charge-difference");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed");
        assertThat(shop.step(id, "PREPARING").status()).isEqualTo(200);
    }

    @Test
    void K5_withoutMoneyWhatWasSetAsideGoesBack() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        modify(id, shop.customerToken(), """
            {"items": [{"productId": "%s", "quantity": 2}], "payment": {"method": "card", "cardToken": "%s"}}
            """.formatted(shop.rice, FakeParticipants.DECLINED));

        becomes(id, "REFUSED");
        var shown = shop.shown(id);
        assertThat(shown.text("/modification/reason")).isEqualTo("payment-declined");
        assertThat(shop.participants.changeOf(shown.text("/modification/id"))).isEqualTo("RELEASED");
        assertThat(shown.json().at("/total/amount").asLong()).isEqualTo(1290);
        assertThat(shop.participants.piecesOf(id)).isEqualTo(1);
    }

    @Test
    void whatIsBeingChangedWaits() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        assertThat(modify(id, shop.customerToken(), items(FakeParticipants.SILENT_RESERVATION))
                        .status())
                .isEqualTo(202);
        var before = shop.shown(id).body();

        for (var refused : List.of(
                modify(id, shop.staffToken(), items(2)),
                shop.cancel(id, shop.customerToken()),
                shop.step(id, "PREPARING"),
                refund(id, 100))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
            assertThat(refused.text("/type")).endsWith("/order-change-running");
        }

        assertThat(shop.shown(id).body()).isEqualTo(before);
        shop.participants.speakAbout(id);
        var change = shop.shown(id).text("/modification/id");
        shop.participants.repeatTo(
                id, "inventory.change-reserved", Map.of("reservationId", id.toString(), "changeId", change));
        becomes(id, "APPLIED");
    }

    @Test
    void anAnswerAboutAnEarlierChangeDecidesNothing() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        modify(id, shop.customerToken(), items(FakeParticipants.OUT_OF_STOCK));
        becomes(id, "REFUSED");
        var first = shop.shown(id).text("/modification/id");
        modify(id, shop.customerToken(), items(FakeParticipants.SILENT_RESERVATION));
        var second = shop.shown(id).text("/modification/id");

        shop.participants.repeatTo(
                id, "inventory.change-reserved", Map.of("reservationId", id.toString(), "changeId", first));
        shop.participants.repeatTo(
                id,
                "inventory.change-refused",
                Map.of("reservationId", id.toString(), "changeId", second, "reason", "packed"));

        becomes(id, "REFUSED");
        assertThat(shop.shown(id).text("/modification/reason")).isEqualTo("packed");
        assertThat(shop.participants.heardOf(id)).doesNotContain("payment.charge-difference");
    }

    @Test
    void whatIsNotConfirmedYetIsChangedAsSoonAsItIs() {
        var id = shop.order(FakeParticipants.SILENT_CONFIRMATION, "tok_visa").orderId();
        Shop.until(() -> assertThat(shop.participants.stockOf(id)).isEqualTo("SOLD"));

        assertThat(modify(id, shop.customerToken(), items(2)).status()).isEqualTo(202);
        shop.participants.repeatTo(id, "inventory.reservation-confirmed", Map.of("reservationId", id.toString()));

        becomes(id, "APPLIED");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "modified");
        assertThat(shop.shown(id).json().at("/items/0/quantity").asInt()).isEqualTo(2);
    }

    @Test
    void whoGivesUpWhatIsNotConfirmedYetGivesUpTheChangeToo() {
        var id = shop.order(FakeParticipants.SILENT_RESERVATION, "tok_visa").orderId();
        Shop.until(() -> assertThat(shop.participants.heardOf(id)).isNotEmpty());
        assertThat(modify(id, shop.customerToken(), items(2)).status()).isEqualTo(202);

        assertThat(shop.cancel(id, shop.customerToken()).status()).isEqualTo(202);

        shop.eventually(id, "CANCELLED");
        assertThat(shop.shown(id).text("/cancellationReason")).isEqualTo("Changed my mind.");
        assertThat(shop.shown(id).text("/modification/reason")).isEqualTo("cancelled");
        assertThat(shop.storyOf(id)).containsExactly("placed", "cancelled");
    }

    @Test
    void ofTwoWhoChangeItAtOnceOneIsHeard() throws Exception {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        var version = shop.shown(id).header("ETag");
        List<Callable<Integer>> both = List.of(
                () -> modify(id, shop.customerToken(), items(2), "If-Match", version)
                        .status(),
                () -> modify(id, shop.staffToken(), items(3), "If-Match", version)
                        .status());

        try (var two = Executors.newVirtualThreadPerTaskExecutor()) {
            var codes = two.invokeAll(both).stream().map(it -> it.resultNow()).toList();
            assertThat(codes).containsExactlyInAnyOrder(202, 412);
        }

        becomes(id, "APPLIED");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "modified");
    }

    @Test
    void otherWordsAreChangedAtOnceAndTheSameWordsAreNoChange() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        var changed = modify(id, shop.customerToken(), "{\"instructions\": \"No sesame.\"}");
        var again = modify(id, shop.customerToken(), "{\"instructions\": \"No sesame.\"}");
        var sameLines = modify(id, shop.customerToken(), items(1));

        assertThat(List.of(changed.status(), again.status(), sameLines.status()))
                .containsOnly(200);
        assertThat(again.header("ETag")).isEqualTo(changed.header("ETag")).isEqualTo(sameLines.header("ETag"));
        assertThat(jdbc.sql("select instructions from orders where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("No sesame.");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "modified");
        assertThat(shop.participants.heardOf(id)).doesNotContain("inventory.reserve-change");
    }

    @Test
    void theSameKeyChangesOnce() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        var first = modify(id, shop.customerToken(), items(2), "Idempotency-Key", "change-" + id);
        becomes(id, "APPLIED");
        var again = modify(id, shop.customerToken(), items(2), "Idempotency-Key", "change-" + id);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "modified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PREPARING", "PREPARING READY"})
    void K9_whatSomebodyHasBegunWithStaysAsItIs(String steps) {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        List.of(steps.split(" ", -1)).forEach(it -> shop.step(id, it));
        var before = shop.shown(id).body();

        var refused = modify(id, shop.customerToken(), items(2));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).endsWith("/order-not-modifiable");
        assertThat(shop.shown(id).body()).isEqualTo(before);
    }

    @Test
    void F4_ofWhatMoneyWasGivenBackTooMissingPiecesAreLeftOut() {
        var id = shop.orderAndWait(2, "tok_visa").orderId();
        assertThat(refund(id, 100).status()).isEqualTo(201);
        untilPaymentIs(id, "PARTIALLY_REFUNDED");

        assertThat(modify(id, shop.staffToken(), items(1)).status()).isEqualTo(202);

        becomes(id, "APPLIED");
        assertThat(shop.shown(id).json().at("/total/amount").asLong()).isEqualTo(1290);
        Shop.until(
                () -> assertThat(jdbc.sql("""
                select sum(amount) from refunds where order_id = :id and status = 'REFUNDED'
                """).param("id", id).query(Long.class).optional())
                        .hasValue(1290L + 100));
        assertThat(shop.shown(id).text("/payment/status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(refund(id, 1291 - 100).status()).isEqualTo(409);
        assertThat(refund(id, 1290 - 100).status()).isEqualTo(201);
        untilPaymentIs(id, "REFUNDED");
    }

    @Test
    void whatIsPaidOnTopOfAnOrderThatWasGivenBackIsNotGivenBack() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        refund(id, 1290);
        untilPaymentIs(id, "REFUNDED");

        assertThat(modify(id, shop.customerToken(), items(2)).status()).isEqualTo(202);

        becomes(id, "APPLIED");
        assertThat(shop.shown(id).text("/payment/status")).isEqualTo("PARTIALLY_REFUNDED");
    }

    @Test
    void anOrderDoesNotComeToCostLessThanWasGivenBackOfIt() {
        var id = shop.orderAndWait(2, "tok_visa").orderId();
        assertThat(refund(id, 1290).status()).isEqualTo(201);

        var refused = modify(id, shop.customerToken(), items(1));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).endsWith("/order-refunded");
        assertThat(refused.text("/detail")).contains("1290");
    }

    @Test
    void S9_aChangedOrderIsCancelledAsAWhole() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        modify(id, shop.customerToken(), items(2));
        becomes(id, "APPLIED");

        assertThat(shop.cancel(id, shop.customerToken()).status()).isEqualTo(200);

        Shop.until(() -> assertThat(shop.shown(id).text("/payment/status")).isEqualTo("REFUNDED"));
        assertThat(shop.participants.stockOf(id)).isEqualTo("RESTOCKED");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "modified", "cancelled");
    }

    @ParameterizedTest
    @CsvSource({"other customer, 404", "operator, 403", "neighbour, 404", "staff, 202", "admin, 202"})
    void P7_onlyItsCustomerAndItsStaffChangeIt(String who, int code) {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        var token = switch (who) {
            case "other customer" -> TestTokens.customer(UUID.randomUUID(), shop.organization);
            case "operator" -> TestTokens.operator();
            case "neighbour" -> TestTokens.staff(UUID.randomUUID(), UUID.randomUUID());
            case "admin" -> TestTokens.admin(UUID.randomUUID(), shop.organization);
            default -> shop.staffToken();
        };

        assertThat(modify(id, token, items(2)).status()).isEqualTo(code);

        if (code != 202) {
            assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|422|",
                "{'items': []}|422|",
                "{'items': [{'productId': 'RICE', 'quantity': 0}]}|422|",
                "{'items': [{'productId': 'RICE', 'quantity': 10001}]}|422|",
                "{'items': [{'quantity': 1}]}|422|",
                "{'items': [{'productId': 'rice', 'quantity': 1}]}|400|",
                "{'items': [{'productId': '00000000-0000-0000-0000-000000000009', 'quantity': 1}]}|404|unknown-product",
                "{'items': [{'productId': 'RICE', 'quantity': 2}], 'expectedTotal': {'amount': 1, 'currency': 'BRL'}}|409|price-changed",
                "{'status': 'CANCELLED'}|422|unknown-field",
            })
    void nonsenseChangesNothing(String body, int code, String type) {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        var refused = modify(id, shop.customerToken(), body.replace('\'', '"').replace("RICE", shop.rice.toString()));

        assertThat(refused.status()).as(refused.body()).isEqualTo(code);
        assertThat(refused.text("/type")).endsWith(type == null ? "" : type);
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed");
    }

    private void becomes(UUID id, String status) {
        Shop.until(() -> assertThat(shop.shown(id).text("/modification/status")).isEqualTo(status));
    }

    private Shop.Answer modify(UUID id, String token, String body, String... headers) {
        return shop.send("PATCH", "/api/orders/" + id, token, body, headers);
    }

    private String items(int quantity) {
        return items(shop.rice, quantity);
    }

    private static String items(UUID product, int quantity) {
        return "{\"items\": [{\"productId\": \"%s\", \"quantity\": %d}]}".formatted(product, quantity);
    }

    private UUID ordered(UUID product, int quantity) {
        return shop.post(
                        "/api/orders",
                        shop.customerToken(),
                        shop.body(quantity, "tok_visa").replace(shop.rice.toString(), product.toString()),
                        "Idempotency-Key",
                        Shop.key(),
                        "Prefer",
                        "wait=30")
                .orderId();
    }

    private void untilItCosts(UUID product, long price) {
        Shop.until(() -> assertThat(jdbc.sql("select price from shelf_products where product_id = :id")
                        .param("id", product)
                        .query(Long.class)
                        .single())
                .isEqualTo(price));
    }

    private long inTheList(UUID id) {
        return jdbc.sql("select total from order_summaries where order_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private void untilPaymentIs(UUID id, String status) {
        Shop.until(() -> assertThat(shop.shown(id).text("/payment/status")).isEqualTo(status));
    }

    private Shop.Answer refund(UUID id, long amount) {
        return shop.post(
                "/api/orders/" + id + "/refunds",
                shop.staffToken(),
                "{\"amount\": %d, \"reason\": \"Cold.\"}".formatted(amount),
                "Idempotency-Key",
                Shop.key());
    }
}
