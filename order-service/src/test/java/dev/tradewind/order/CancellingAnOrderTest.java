package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Customers and staff give orders up, whatever has become of them so far.
class CancellingAnOrderTest extends InTheShop {

    @ParameterizedTest
    @ValueSource(strings = {"", "PREPARING", "PREPARING READY"})
    void P2_S9_whatIsPaidIsCancelledAtOnceAndGoodsAndMoneyGoBack(String steps) {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        Stream.of(steps.split(" ", -1)).filter(it -> !it.isEmpty()).forEach(it -> shop.step(id, it));

        var cancelled = shop.cancel(id, shop.customerToken());

        assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
        assertThat(cancelled.text("/status")).isEqualTo("CANCELLED");
        assertThat(cancelled.text("/cancellationReason")).isEqualTo("Changed my mind.");
        Shop.until(() -> {
            assertThat(shop.shown(id).text("/payment/status")).isEqualTo("REFUNDED");
            assertThat(shop.shown(id).text("/reservation/status")).isEqualTo("RELEASED");
        });
        assertThat(shop.participants.stockOf(id)).isEqualTo("RESTOCKED");
        assertThat(shop.participants.chargeOf(id)).isEqualTo("VOIDED");
        assertThat(shop.storyOf(id)).endsWith("cancelled").containsOnlyOnce("cancelled");
    }

    @Test
    void P2_whatWasPickedUpStaysSo() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        List.of("PREPARING", "READY", "COMPLETED").forEach(it -> shop.step(id, it));
        var before = shop.shown(id).body();

        var refused = shop.cancel(id, shop.customerToken());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).endsWith("/illegal-order-transition");
        assertThat(shop.shown(id).body()).isEqualTo(before);
    }

    @Test
    void P2_anOrderThatIsNotDecidedYetIsUndone() {
        var id = shop.order(FakeParticipants.SILENT_RESERVATION, "tok_visa").orderId();
        Shop.until(() -> assertThat(shop.participants.heardOf(id)).isNotEmpty());

        var accepted = shop.cancel(id, shop.customerToken());

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(shop.cancel(id, shop.customerToken()).status()).isIn(202, 409);
        assertThat(shop.eventually(id, "CANCELLED").text("/payment/status")).isEqualTo("VOIDED");
        assertThat(shop.participants.stockOf(id)).isEqualTo("RELEASED");
        assertThat(shop.participants.chargeOf(id)).isEqualTo("NONE");
        assertThat(shop.storyOf(id)).containsExactly("placed", "cancelled");
        var history = shop.get("/api/orders/" + id + "/events", shop.customerToken());
        assertThat(history.text("/items/1/actor")).isEqualTo(shop.customer.toString());
        assertThat(history.text("/items/1/data/by")).isEqualTo("CUSTOMER");
    }

    @Test
    void S9_aPaymentThatSucceedsAfterTheCancellationIsRefunded() {
        var id = shop.order(1, FakeParticipants.SILENT).orderId();
        Shop.until(() -> assertThat(shop.participants.chargeOf(id)).isEqualTo("TAKEN"));

        shop.cancel(id, shop.customerToken());
        shop.participants.repeatTo(
                id, "payment.approved", Map.of("paymentId", UUID.randomUUID().toString()));

        var cancelled = shop.eventually(id, "CANCELLED");
        assertThat(cancelled.text("/payment/status")).isEqualTo("REFUNDED");
        assertThat(shop.participants.chargeOf(id)).isEqualTo("VOIDED");
        assertThat(shop.participants.stockOf(id)).isEqualTo("RELEASED");
        assertThat(shop.storyOf(id)).containsExactly("placed", "cancelled");
    }

    @Test
    void S9_aConfirmationThatWasFasterIsTakenBackToo() {
        var id = shop.order(FakeParticipants.SILENT_CONFIRMATION, "tok_visa").orderId();
        Shop.until(() -> assertThat(shop.participants.stockOf(id)).isEqualTo("SOLD"));

        assertThat(shop.cancel(id, shop.customerToken()).status()).isEqualTo(202);

        shop.eventually(id, "CANCELLED");
        Shop.until(() -> assertThat(shop.shown(id).text("/payment/status")).isEqualTo("REFUNDED"));
        assertThat(shop.participants.stockOf(id)).isEqualTo("RESTOCKED");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "cancelled");
    }

    @Test
    void F4_theWarehouseDecidesAboutWhatIsShipped() {
        var id = shop.shipmentAndWait().orderId();
        shop.step(id, "PACKED");

        var accepted = shop.cancel(id, shop.staffToken());

        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        shop.eventually(id, "CANCELLED");
        assertThat(shop.participants.stockOf(id)).isEqualTo("RESTOCKED");
        assertThat(shop.storyOf(id)).endsWith("fulfilled", "cancelled");
    }

    @Test
    void F4_whatLeftTheHouseBeforeIsNotCancelled() {
        var id = shop.shipmentAndWait().orderId();
        shop.participants.ship(id);

        assertThat(shop.cancel(id, shop.customerToken()).status()).isEqualTo(202);

        Shop.until(() -> assertThat(shop.step(id, "PACKED").status()).isEqualTo(200));
        assertThat(shop.shown(id).text("/payment/status")).isEqualTo("APPROVED");
        assertThat(shop.participants.chargeOf(id)).isEqualTo("TAKEN");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "status-updated", "fulfilled");
    }

    @Test
    void cancellingAndHandingOutAreDecidedOnce() throws Exception {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        List.of("PREPARING", "READY").forEach(it -> shop.step(id, it));
        var codes = new ArrayList<Integer>();
        List<Callable<Integer>> both = List.of(
                () -> shop.cancel(id, shop.customerToken()).status(),
                () -> shop.step(id, "COMPLETED").status());

        try (var both2 = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var it : both2.invokeAll(both)) {
                codes.add(it.get());
            }
        }

        assertThat(codes).containsExactlyInAnyOrder(200, 409);
        assertThat(shop.storyOf(id).stream().filter(List.of("cancelled", "completed")::contains))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"other customer, 404", "operator, 403", "neighbour, 404", "staff, 200", "admin, 200"})
    void P7_onlyItsCustomerAndItsStaffGiveItUp(String who, int code) {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        var token = switch (who) {
            case "other customer" -> TestTokens.customer(UUID.randomUUID(), shop.organization);
            case "operator" -> TestTokens.operator();
            case "neighbour" -> TestTokens.staff(UUID.randomUUID(), UUID.randomUUID());
            case "admin" -> TestTokens.admin(UUID.randomUUID(), shop.organization);
            default -> shop.staffToken();
        };

        assertThat(shop.cancel(id, token).status()).isEqualTo(code);

        assertThat(shop.shown(id).text("/status")).isEqualTo(code == 200 ? "CANCELLED" : "CONFIRMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\": \" \"}"})
    void aReasonIsNeeded(String body) {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        assertThat(shop.post("/api/orders/" + id + "/cancel", shop.customerToken(), body)
                        .status())
                .isEqualTo(422);
        assertThat(shop.shown(id).text("/status")).isEqualTo("CONFIRMED");
    }
}
