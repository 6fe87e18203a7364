package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// The lists, as the event stream fills them.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers(redis = true)
class OrderHistoryTest {

    @Autowired
    private Environment environment;

    @Autowired
    private JdbcClient jdbc;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(environment, jdbc);
    }

    @AfterEach
    void close() throws InterruptedException {
        shop.close();
    }

    @Test
    void T7_ownOrdersAreListedNewestFirst() {
        var first = shop.orderAndWait(1, "tok_visa").orderId();
        var second = shop.orderAndWait(1, FakeParticipants.DECLINED).orderId();
        untilListed(second, "REJECTED");
        untilListed(first, "CONFIRMED");

        assertThat(ids("", shop.customerToken())).containsExactly(second, first);
        assertThat(ids("?status=CONFIRMED", shop.customerToken())).containsExactly(first);
        assertThat(ids("?from=2100-01-01T00:00:00Z", shop.customerToken())).isEmpty();
        assertThat(ids("?to=2100-01-01T00:00:00Z", shop.customerToken())).hasSize(2);
        var page = shop.get("/api/orders?limit=1", shop.customerToken());
        assertThat(page.text("/items/0/id")).isEqualTo(second.toString());
        assertThat(ids("?limit=1&cursor=" + page.text("/nextCursor"), shop.customerToken()))
                .containsExactly(first);
        assertThat(shop.get("/api/orders?status=NONSENSE", shop.customerToken()).status())
                .isEqualTo(400);
        assertThat(shop.get("/api/orders?from=yesterday", shop.customerToken()).status())
                .isEqualTo(400);
        assertThat(shop.get("/api/orders?cursor=forged", shop.customerToken()).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "1, tok_chargeDeclined, DECLINED, RELEASED",
        FakeParticipants.OUT_OF_STOCK + ", tok_visa, VOIDED, RELEASED",
        FakeParticipants.TOO_LATE + ", tok_visa, VOIDED, RELEASED",
        FakeParticipants.EXPIRES + ", tok_visa, REFUNDED, EXPIRED",
    })
    void T7_listsTellOfRejectedOrdersWhatTheOrderTells(int quantity, String card, String payment, String stock) {
        var id = shop.orderAndWait(quantity, card).orderId();

        tellsEverywhere(id, "REJECTED", payment, stock);
    }

    @Test
    void T7_listsTellThatMoneyWentBackOfWhatWasGivenUpInTime() {
        var id = shop.order(1, FakeParticipants.SILENT).orderId();
        Shop.until(() -> assertThat(shop.participants.chargeOf(id)).isEqualTo("TAKEN"));

        shop.cancel(id, shop.customerToken());

        shop.eventually(id, "CANCELLED");
        tellsEverywhere(id, "CANCELLED", "REFUNDED", "RELEASED");
    }

    @Test
    void T7_listsTellThatMoneyWentBackOfWhatAnOperatorGaveUp() {
        var id = shop.order(FakeParticipants.SILENT_CONFIRMATION, "tok_visa").orderId();
        Shop.until(() -> assertThat(shop.participants.stockOf(id)).isEqualTo("SOLD"));
        // Nothing was sold after all.
        shop.participants.forgetSale(id);

        shop.post("/api/ops/sagas/" + id + "/compensate", TestTokens.operator(), "{\"reason\": \"Stuck.\"}");

        shop.eventually(id, "REJECTED");
        tellsEverywhere(id, "REJECTED", "REFUNDED", "RELEASED");
    }

    private void tellsEverywhere(UUID id, String status, String payment, String stock) {
        untilListed(id, status);
        var listed = shop.get("/api/orders?status=" + status, shop.customerToken())
                .json()
                .get("items")
                .valueStream()
                .filter(it -> it.get("id").asString().equals(id.toString()))
                .findFirst()
                .orElseThrow();
        var then = shop.get("/api/orders/" + id + "?at=2100-01-01T00:00:00Z", shop.customerToken());
        for (var told : List.of(shop.shown(id).json(), then.json(), listed)) {
            assertThat(told.at("/payment/status").asString()).isEqualTo(payment);
            assertThat(told.at("/reservation/status").asString()).isEqualTo(stock);
        }
    }

    @Test
    void organisationsAreWalls() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        untilListed(id, "CONFIRMED");

        assertThat(ids("?scope=organization", TestTokens.staff(UUID.randomUUID(), shop.organization)))
                .contains(id);
        assertThat(ids("?scope=organization", TestTokens.staff(UUID.randomUUID(), UUID.randomUUID())))
                .isEmpty();
        assertThat(ids("", TestTokens.customer(UUID.randomUUID(), shop.organization)))
                .isEmpty();
        assertThat(shop.get("/api/orders?scope=organization", shop.customerToken())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void P3_aMachineOfAnOrganizationFollowsItsOrdersAndOrdersNothing() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        untilListed(id, "CONFIRMED");
        var own = machine(shop.organization, "orders.read");
        var foreign = machine(UUID.randomUUID(), "orders.read");

        assertThat(ids("?scope=organization", own)).contains(id);
        assertThat(shop.get("/api/orders/" + id + "/events", own).status()).isEqualTo(200);
        assertThat(ids("?scope=organization", foreign)).isEmpty();
        assertThat(shop.get("/api/orders/" + id, foreign).status()).isEqualTo(404);
        assertThat(shop.get("/api/orders/" + id, machine(shop.organization, "")).status())
                .isEqualTo(403);
    }

    private static String machine(UUID organization, String scope) {
        return TestTokens.changed(it -> it.claim("roles", List.of())
                .claim("org", organization.toString())
                .claim("scope", scope));
    }

    @Test
    void T7_aReplayedStreamChangesNothingAndAGapIsFilledFromTheHistory() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        untilListed(id, "CONFIRMED");
        var before = summary(id);

        events(id).forEach(it -> replay(id, it));
        replay(id, events(id).getFirst());
        var marker = shop.orderAndWait(1, "tok_visa").orderId();
        untilListed(marker, "CONFIRMED");
        assertThat(summary(id)).isEqualTo(before);

        jdbc.sql("delete from order_summaries where order_id = :id")
                .param("id", id)
                .update();
        replay(id, events(id).getLast());
        Shop.until(() -> assertThat(ids("", shop.customerToken())).contains(id));
        assertThat(summary(id)).isEqualTo(before);
    }

    private record Event(String type, Map<?, ?> data) {}

    private List<Event> events(UUID id) {
        return jdbc.sql("select type, data from order_events where order_id = :id order by sequence")
                .param("id", id)
                .query((row, _) -> new Event(
                        row.getString(1).replaceAll("^dev\\.tradewind\\.|\\.v1$", ""),
                        new JsonMapper().readValue(row.getString(2), Map.class)))
                .list();
    }

    private void replay(UUID id, Event event) {
        shop.participants.send("orders.events", id, event.type(), event.data());
    }

    private Map<String, @Nullable Object> summary(UUID id) {
        return jdbc.sql("select * from order_summaries where order_id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }

    private void untilListed(UUID id, String status) {
        Shop.until(
                () -> assertThat(ids("?status=" + status, shop.customerToken())).contains(id));
    }

    private List<UUID> ids(String query, String token) {
        return shop.get("/api/orders" + query, token)
                .json()
                .get("items")
                .valueStream()
                .map(it -> UUID.fromString(it.get("id").asString()))
                .toList();
    }
}
