package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.util.Collections;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/// What becomes of orders whose participants fall silent.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tradewind.order.patience.reserve=10s",
            "tradewind.order.patience.charge=10s",
            "tradewind.order.patience.confirm=500ms",
            "tradewind.order.patience.undo=500ms",
            "tradewind.order.patience.longest=1s",
            "tradewind.order.deadlines.pause=100ms"
        })
class UnansweredQuestionsTest extends InTheShop {

    @Autowired
    private DataSource database;

    @Test
    void T6_silenceOfInventoryIsUndoneToo() {
        var id = shop.order(FakeParticipants.SILENT_RESERVATION, "tok_visa").orderId();

        assertThat(shop.eventually(id, "REJECTED").text("/rejectionReason")).isEqualTo("unavailable");

        assertThat(shop.participants.stockOf(id)).isEqualTo("RELEASED");
        assertThat(shop.participants.chargeOf(id)).isEqualTo("NONE");
    }

    @Test
    void T6_silenceOfPaymentVoidsThePaymentToo() {
        var id = shop.order(1, FakeParticipants.SILENT).orderId();

        var rejected = shop.eventually(id, "REJECTED");

        assertThat(rejected.text("/rejectionReason")).isEqualTo("unavailable");
        assertThat(rejected.text("/payment/status")).isEqualTo("REFUNDED");
        assertThat(shop.participants.stockOf(id)).isEqualTo("RELEASED");
        assertThat(shop.participants.chargeOf(id)).isEqualTo("VOIDED");
    }

    @Test
    void T6_anUnansweredConfirmationIsAskedAgain() {
        var id = shop.order(FakeParticipants.SILENT_CONFIRMATION, "tok_visa").orderId();
        Shop.until(() -> assertThat(confirmations(id)).isGreaterThan(1));

        shop.participants.speakAbout(id);

        shop.eventually(id, "CONFIRMED");
    }

    @Test
    void S9_aCancellationInTheMiddleGoesOnWhereItStoodWhenTheOthersAreBack() {
        var id = shop.orderAndWait(FakeParticipants.SILENT_RESTOCK, "tok_visa").orderId();

        assertThat(shop.cancel(id, shop.customerToken()).status()).isEqualTo(200);
        Shop.until(
                () -> assertThat(shop.participants.heardOf(id).stream().filter("inventory.restock-reservation"::equals))
                        .hasSizeGreaterThan(1));
        assertThat(shop.shown(id).text("/payment/status")).isEqualTo("APPROVED");
        shop.participants.speakAbout(id);

        Shop.until(() -> assertThat(shop.shown(id).text("/payment/status")).isEqualTo("REFUNDED"));
        assertThat(shop.shown(id).text("/reservation/status")).isEqualTo("RELEASED");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "cancelled");
    }

    @Test
    void K5_silenceAboutAChangeLeavesTheOrderAsItWas() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        modify(id, FakeParticipants.SILENT_RESERVATION);

        Shop.until(() -> assertThat(shop.shown(id).text("/modification/reason")).isEqualTo("unavailable"));
        assertThat(shop.participants.changeOf(shop.shown(id).text("/modification/id")))
                .isEqualTo("RELEASED");
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed");
        assertThat(shop.step(id, "PREPARING").status()).isEqualTo(200);
    }

    @Test
    void K5_aChangeThatNobodyConfirmsIsStuckUntilAnOperatorHelps() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        modify(id, FakeParticipants.SILENT_CONFIRMATION);
        var path = "/api/ops/sagas/" + id;
        Shop.until(() -> assertThat(shop.get(path, TestTokens.operator()).text("/status"))
                .isEqualTo("STUCK"));
        assertThat(shop.get(path, TestTokens.operator()).text("/step")).isEqualTo("confirm change");
        assertThat(shop.cancel(id, shop.customerToken()).status()).isEqualTo(409);
        shop.participants.speakAbout(id);

        shop.post(path + "/retry", TestTokens.operator(), "{\"reason\": \"inventory is back\"}");

        Shop.until(() -> assertThat(shop.shown(id).text("/modification/status")).isEqualTo("APPLIED"));
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "modified");
    }

    private void modify(UUID id, int quantity) {
        var body = "{\"items\": [{\"productId\": \"%s\", \"quantity\": %d}]}".formatted(shop.rice, quantity);
        assertThat(shop.send("PATCH", "/api/orders/" + id, shop.customerToken(), body)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void T6_whatNobodyAnswersIsStuckUntilAnOperatorHelps() {
        var id = shop.order(FakeParticipants.SILENT_CONFIRMATION, "tok_visa").orderId();
        var path = "/api/ops/sagas/" + id;
        Shop.until(() -> assertThat(shop.get(path, TestTokens.operator()).text("/status"))
                .isEqualTo("STUCK"));
        assertThat(shop.get("/api/ops/sagas?status=STUCK&limit=100", TestTokens.operator())
                        .body())
                .contains(id.toString());
        shop.participants.speakAbout(id);

        var retried = shop.post(path + "/retry", TestTokens.operator(), "{\"reason\": \"inventory is back\"}");

        assertThat(retried.status()).as(retried.body()).isEqualTo(200);
        shop.eventually(id, "CONFIRMED");
        assertThat(jdbc.sql("select action || ': ' || reason from operator_actions where subject = :subject")
                        .param("subject", "saga " + id)
                        .query(String.class)
                        .list())
                .containsExactly("retry: inventory is back");
    }

    /// The answers are there and nobody has read them yet: that is our outage and not their silence.
    @Test
    void anOutageOfOursGivesUpNoHealthyOrder() throws java.sql.SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table inbox in access exclusive mode");
            var id = shop.order(1, "tok_visa").orderId();
            Shop.until(() -> assertThat(
                            jdbc.sql("select deadline < now() - interval '1 second' from sagas where order_id = :id")
                                    .param("id", id)
                                    .query(Boolean.class)
                                    .single())
                    .isTrue());
            assertThat(shop.shown(id).text("/status")).isEqualTo("PENDING");
            connection.rollback();

            shop.eventually(id, "CONFIRMED");
            assertThat(shop.participants.heardOf(id)).doesNotContain("inventory.release-reservation");
        }
    }

    private int confirmations(java.util.UUID id) {
        return Collections.frequency(shop.participants.heardOf(id), "inventory.confirm-reservation");
    }

    @Test
    void waitingEndsWithTheTimeThatWasAskedFor() {
        var answer = shop.post(
                "/api/orders",
                shop.customerToken(),
                shop.body(1, FakeParticipants.SILENT),
                "Idempotency-Key",
                Shop.key(),
                "Prefer",
                "respond-async, wait=1");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(answer.text("/status")).isEqualTo("PENDING");
    }
}
