package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Staff gives money back: a rice costs 1 290.
class RefundingAnOrderTest extends InTheShop {

    @Test
    void F3_partsAreGivenBackUntilNothingIsLeft() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        var first = refund(id, "{'amount': {'amount': 300, 'currency': 'BRL'}, 'reason': 'Cold.'}");

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.json().at("/amount/amount").asLong()).isEqualTo(300);
        assertThat(first.text("/status")).isEqualTo("REQUESTED");
        paymentBecomes(id, "PARTIALLY_REFUNDED");
        assertThat(refund(id, "{'amount': 400, 'reason': 'Late.'}").status()).isEqualTo(201);
        var tooMuch = refund(id, "{'amount': 591, 'reason': 'Late.'}");
        assertThat(tooMuch.status()).isEqualTo(409);
        assertThat(tooMuch.text("/detail")).contains("590");
        var rest = refund(id, "{'reason': 'All of it.'}");
        assertThat(rest.json().at("/amount/amount").asLong()).isEqualTo(590);
        assertThat(refund(id, "{'reason': 'More.'}").status()).isEqualTo(409);

        paymentBecomes(id, "REFUNDED");
        assertThat(shop.shown(id).text("/status")).isEqualTo("CONFIRMED");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "refunded", "refunded", "refunded");
        var history = shop.get("/api/orders/" + id + "/events", shop.customerToken());
        assertThat(history.json().at("/items/4/data/refunded/amount").asLong()).isEqualTo(1290);
        assertThat(history.text("/items/4/actor")).isEqualTo(shop.staff.toString());
        assertThat(shop.get("/api/orders/" + id + "/refunds", shop.customerToken())
                        .json()
                        .get("items")
                        .valueStream()
                        .map(it -> it.get("status").asString()))
                .hasSize(3)
                .containsOnly("REFUNDED");
    }

    @Test
    void historyAndRefundsAreListedInParts() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        refund(id, "{'amount': 100, 'reason': 'Cold.'}");
        refund(id, "{'amount': 200, 'reason': 'Late.'}");
        paymentBecomes(id, "PARTIALLY_REFUNDED");
        Shop.until(() -> assertThat(shop.storyOf(id)).hasSize(4));

        var refunds = "/api/orders/" + id + "/refunds?limit=1";
        var first = shop.get(refunds, shop.customerToken());
        var second = shop.get(refunds + "&cursor=" + first.text("/nextCursor"), shop.customerToken());
        assertThat(first.json().at("/items/0/amount/amount").asLong()).isEqualTo(100);
        assertThat(second.json().at("/items/0/amount/amount").asLong()).isEqualTo(200);
        assertThat(second.json().get("nextCursor").isNull()).isTrue();
        var events = "/api/orders/" + id + "/events?limit=3";
        var begun = shop.get(events, shop.customerToken());
        var rest = shop.get(events + "&cursor=" + begun.text("/nextCursor"), shop.customerToken());
        assertThat(begun.json().get("items").size()).isEqualTo(3);
        assertThat(rest.json().at("/items/0/sequence").asLong()).isEqualTo(4);
        assertThat(rest.json().get("nextCursor").isNull()).isTrue();
    }

    @Test
    void theSameKeyRefundsOnce() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        var body = json("{'amount': 100, 'reason': 'Cold.'}");
        var path = "/api/orders/" + id + "/refunds";

        var first = shop.post(path, shop.staffToken(), body, "Idempotency-Key", "refund-" + id);
        var again = shop.post(path, shop.staffToken(), body, "Idempotency-Key", "refund-" + id);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(shop.post(path, shop.staffToken(), body).status()).isEqualTo(400);
        assertThat(rows(id)).isEqualTo(1);
    }

    @Test
    void whoRefundAtTheSameTimeDoNotShareTheRest() throws Exception {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        var codes = new ArrayList<Integer>();

        try (var crew = Executors.newVirtualThreadPerTaskExecutor()) {
            var refunds = Stream.generate(() -> crew.submit(() ->
                            refund(id, "{'amount': 500, 'reason': 'Cold.'}").status()))
                    .limit(8)
                    .toList();
            for (var it : refunds) {
                codes.add(it.get());
            }
        }

        assertThat(codes.stream().filter(it -> it == 201)).hasSize(2);
        assertThat(codes).containsOnly(201, 409);
    }

    @Test
    void whatThePaymentSideRefusesCanBeRefundedAgain() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        refund(id, "{'amount': 13, 'reason': 'Cold.'}");

        Shop.until(() -> assertThat(shop.get("/api/orders/" + id + "/refunds", shop.staffToken())
                        .text("/items/0/status"))
                .isEqualTo("FAILED"));
        assertThat(shop.shown(id).text("/payment/status")).isEqualTo("APPROVED");
        assertThat(refund(id, "{'reason': 'All of it.'}")
                        .json()
                        .at("/amount/amount")
                        .asLong())
                .isEqualTo(1290);
    }

    @Test
    void nothingIsRefundedOfWhatIsGivenUp() {
        var rejected = shop.orderAndWait(1, FakeParticipants.DECLINED).orderId();
        var cancelled = shop.orderAndWait(1, "tok_visa").orderId();
        shop.cancel(cancelled, shop.customerToken());

        for (var id : List.of(rejected, cancelled)) {
            var refused = refund(id, "{'reason': 'All of it.'}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("/type")).endsWith("/order-not-refundable");
            assertThat(rows(id)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'amount': 0, 'reason': 'x'}|422",
                "{'amount': -1, 'reason': 'x'}|422",
                "{'amount': {'amount': -5, 'currency': 'BRL'}, 'reason': 'x'}|422",
                "{'amount': {'amount': 5, 'currency': 'USD'}, 'reason': 'x'}|422",
                "{'amount': 5}|422",
                "{'amount': 'five', 'reason': 'x'}|400",
                "{'amount': 99999999999999999999, 'reason': 'x'}|400",
            })
    void nonsenseIsRefused(String body, int code) {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        var refused = refund(id, body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(code);
        assertThat(rows(id)).isZero();
    }

    private void paymentBecomes(UUID id, String status) {
        Shop.until(() -> assertThat(shop.shown(id).text("/payment/status")).isEqualTo(status));
    }

    private Shop.Answer refund(UUID id, String body) {
        return shop.post(
                "/api/orders/" + id + "/refunds", shop.staffToken(), json(body), "Idempotency-Key", Shop.key());
    }

    private static String json(String body) {
        return body.replace('\'', '"');
    }

    private long rows(UUID id) {
        return jdbc.sql("select count(*) from refunds where order_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }
}
