package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Money that is the customer's and did not go: nobody forgets it.
class OwedRefundsTest extends InTheShop {

    @Test
    void I4_whatThePaymentSideRefusesOfADifferenceStaysOwedUntilItWent() {
        var id = shortened(13);
        var refused = untilOwed(id, "REFUSED");
        assertThat(refused.at("/amount/amount").asLong()).isEqualTo(13);
        assertThat(refused.at("/failure").asString()).isEqualTo("charge_disputed");

        shop.participants.speakAbout(id);
        var again = retry(refused.get("id").asString());

        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.text("/id")).isNotEqualTo(refused.get("id").asString());
        untilNothingIsOwed(id);
        assertThat(wentBack(id)).isEqualTo(13);
        assertThat(retry(refused.get("id").asString()).text("/type")).endsWith("/refund-not-owed");
        assertThat(jdbc.sql(
                                "select count(*) from operator_actions where subject = :subject and reason = 'They may now.'")
                        .param("subject", "refund " + refused.get("id").asString())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void I4_theRestOfADifferenceOfWhichAPartWentStaysOwed() {
        var id = shortened(17);
        var rest = untilOwed(id, "REFUSED");
        assertThat(rest.at("/amount/amount").asLong()).isEqualTo(7);
        assertThat(wentBack(id)).isEqualTo(10);

        retry(rest.get("id").asString());

        untilNothingIsOwed(id);
        assertThat(wentBack(id)).isEqualTo(17);
    }

    @Test
    void whatNobodyAnswersIsLeftToAPersonWhoAsksAgain() {
        var id = shortened(19);
        untilOwed(id, "WAITING");
        jdbc.sql("update refunds set tries = 6, ask_at = null where order_id = :id")
                .param("id", id)
                .update();
        var givenUp = untilOwed(id, "UNANSWERED");

        shop.participants.speakAbout(id);
        var again = retry(givenUp.get("id").asString());

        assertThat(again.text("/id")).isEqualTo(givenUp.get("id").asString());
        untilNothingIsOwed(id);
        assertThat(wentBack(id)).isEqualTo(19);
    }

    @Test
    void whatStaffMeantToGiveAndWasRefusedIsNotOwed() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        var refund = shop.post(
                        "/api/orders/" + id + "/refunds",
                        shop.staffToken(),
                        "{\"amount\": 13, \"reason\": \"Cold.\"}",
                        "Idempotency-Key",
                        Shop.key())
                .text("/id");

        untilNothingIsOwed(id);
        assertThat(retry(refund).status()).isEqualTo(409);
    }

    @Test
    void aRefundNobodyKnowsAndNoReasonAreRefused() {
        assertThat(retry(UUID.randomUUID().toString()).status()).isEqualTo(404);
        assertThat(shop.post("/api/ops/refunds/" + UUID.randomUUID() + "/retry", TestTokens.operator(), "{}")
                        .status())
                .isEqualTo(422);
        assertThat(shop.get("/api/ops/refunds", shop.staffToken()).status()).isEqualTo(403);
    }

    /// A confirmed order that came to cost so much less.
    private UUID shortened(long price) {
        var product = UUID.randomUUID();
        shop.announceProduct(product, shop.store, shop.organization, price, 1);
        shop.untilSold(product);
        var id = shop.post(
                        "/api/orders",
                        shop.customerToken(),
                        shop.body(2, "tok_visa").replace(shop.rice.toString(), product.toString()),
                        "Idempotency-Key",
                        Shop.key(),
                        "Prefer",
                        "wait=30")
                .orderId();
        shop.send("PATCH", "/api/orders/" + id, shop.staffToken(), """
            {"items": [{"productId": "%s", "quantity": 1}]}
            """.formatted(product));
        return id;
    }

    private JsonNode untilOwed(UUID order, String status) {
        Shop.until(() -> assertThat(owed("&status=" + status)).anySatisfy(it -> isOf(order, it)));
        return owed("&status=" + status).stream()
                .filter(it -> it.get("orderId").asString().equals(order.toString()))
                .findFirst()
                .orElseThrow();
    }

    private void untilNothingIsOwed(UUID order) {
        Shop.until(() -> assertThat(owed("")).noneSatisfy(it -> isOf(order, it)));
    }

    private static void isOf(UUID order, JsonNode owed) {
        assertThat(owed.get("orderId").asString()).isEqualTo(order.toString());
    }

    private List<JsonNode> owed(String query) {
        return shop.get("/api/ops/refunds?limit=100" + query, TestTokens.operator())
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private long wentBack(UUID order) {
        return jdbc.sql("select coalesce(sum(amount), 0) from refunds where order_id = :id and status = 'REFUNDED'")
                .param("id", order)
                .query(Long.class)
                .single();
    }

    private Shop.Answer retry(String refund) {
        return shop.post(
                "/api/ops/refunds/" + refund + "/retry", TestTokens.operator(), "{\"reason\": \"They may now.\"}");
    }
}
