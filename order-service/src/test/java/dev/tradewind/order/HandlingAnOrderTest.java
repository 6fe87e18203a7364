package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Staff bring orders to the customer.
class HandlingAnOrderTest extends InTheShop {

    @Test
    void P2_aPickupGoesFromConfirmedToCompleted() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        for (var status : List.of("PREPARING", "READY", "COMPLETED")) {
            var stepped = shop.step(id, status);
            assertThat(stepped.status()).as(stepped.body()).isEqualTo(200);
            assertThat(stepped.text("/status")).isEqualTo(status);
            assertThat(stepped.header("ETag")).isEqualTo("\"" + stepped.text("/version") + "\"");
        }

        assertThat(shop.shown(id).text("/status")).isEqualTo("COMPLETED");
        assertThat(shop.storyOf(id))
                .containsExactly(
                        "placed",
                        "confirmed",
                        "status-updated",
                        "status-updated",
                        "fulfilled",
                        "status-updated",
                        "completed");
        var history = shop.get("/api/orders/" + id + "/events", shop.customerToken());
        assertThat(history.json()
                        .get("items")
                        .valueStream()
                        .map(it -> it.get("sequence").asInt()))
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(history.text("/items/2/actor")).isEqualTo(shop.staff.toString());
        assertThat(history.text("/items/6/data/productIds/0")).isEqualTo(shop.rice.toString());
        assertThat(sent(id)).isEqualTo(7);
    }

    @Test
    void S2_theListFollowsTheSteps() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        shop.step(id, "PREPARING");

        Shop.until(() -> assertThat(shop.get("/api/orders?status=PREPARING", shop.customerToken())
                        .json()
                        .get("items")
                        .valueStream()
                        .map(it -> it.get("id").asString()))
                .contains(id.toString()));
    }

    @Test
    void K6_crewTellsThePreparationTimeAndANote() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        var ready = Instant.now().plusSeconds(900).truncatedTo(ChronoUnit.SECONDS);

        var told = shop.send("PUT", "/api/orders/" + id + "/status", shop.staffToken(), """
            {"status": "PREPARING", "estimatedReadyAt": "%s", "note": "Comes with a second spoon."}
            """.formatted(ready));

        assertThat(told.text("/estimatedReadyAt")).isEqualTo(ready.toString());
        var history = shop.get("/api/orders/" + id + "/events", shop.customerToken());
        assertThat(history.text("/items/2/data/note")).isEqualTo("Comes with a second spoon.");
        assertThat(history.text("/items/2/data/estimatedReadyAt")).isEqualTo(ready.toString());
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void K9_anIllegalStepNamesTheLegalOnesIsLoggedAndChangesNothing(CapturedOutput output) {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        var before = shop.shown(id).body();

        var refused = shop.step(id, "COMPLETED");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).endsWith("/illegal-order-transition");
        assertThat(refused.text("/detail")).contains("CONFIRMED").contains("PREPARING");
        assertThat(shop.shown(id).body()).isEqualTo(before);
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed");
        assertThat(output.getOut())
                .containsPattern(
                        "Refused a step of an order[^\n]*" + id + "[^\n]*CONFIRMED and cannot become COMPLETED");
    }

    @Test
    void twoWhoTakeTheSameStepTakeItOnce() throws Exception {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        List<Integer> codes;
        try (var crew = Executors.newVirtualThreadPerTaskExecutor()) {
            var steps = Stream.generate(
                            () -> crew.submit(() -> shop.step(id, "PREPARING").status()))
                    .limit(8)
                    .toList();
            codes = new java.util.ArrayList<>();
            for (var step : steps) {
                codes.add(step.get());
            }
        }

        assertThat(codes).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(shop.storyOf(id)).containsExactly("placed", "confirmed", "status-updated");
    }

    @Test
    void whoSawAnOlderVersionIsToldSo() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        var stale = shop.send(
                "PUT",
                "/api/orders/" + id + "/status",
                shop.staffToken(),
                "{\"status\":\"PREPARING\"}",
                "If-Match",
                "\"1\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(shop.shown(id).text("/status")).isEqualTo("CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({"customer, 403", "operator, 403", "neighbour, 404", "staff, 200", "admin, 200"})
    void P7_onlyTheStaffOfTheOrganisationTakesSteps(String who, int code) {
        var id = shop.orderAndWait(1, "tok_visa").orderId();
        var token = switch (who) {
            case "customer" -> shop.customerToken();
            case "operator" -> TestTokens.operator();
            case "neighbour" -> TestTokens.staff(UUID.randomUUID(), UUID.randomUUID());
            case "admin" -> TestTokens.admin(UUID.randomUUID(), shop.organization);
            default -> shop.staffToken();
        };

        var answered = shop.send("PUT", "/api/orders/" + id + "/status", token, "{\"status\":\"PREPARING\"}");

        assertThat(answered.status()).isEqualTo(code);
        assertThat(shop.shown(id).text("/status")).isEqualTo(code == 200 ? "PREPARING" : "CONFIRMED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|422",
                "{\"status\":\"SOON\"}|400",
                "{\"status\":\"PREPARING\",\"estimatedReadyAt\":\"soon\"}|400",
                "{\"status\":\"PREPARING\",\"estimatedReadyAt\":\"1999-01-01T00:00:00Z\"}|422",
                "{\"status\":\"PREPARING\",\"note\":\"\"}|422",
            })
    void nonsenseIsRefused(String body, int code) {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        var refused = shop.send("PUT", "/api/orders/" + id + "/status", shop.staffToken(), body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(code);
        assertThat(shop.shown(id).text("/status")).isEqualTo("CONFIRMED");
    }

    @Test
    void F3_F4_theWarehouseBringsAnOrderToTheDoor() {
        var id = shop.shipmentAndWait().orderId();

        shop.warehouse(id, "packed", Map.of());
        shop.warehouse(id, "shipped", Map.of("carrier", "dhl", "trackingNumber", "JD014600003"));
        shop.warehouse(id, "packed", Map.of());
        shop.warehouse(id, "delivered", Map.of("carrier", "dhl", "trackingNumber", "JD014600003"));

        var delivered = shop.eventually(id, "DELIVERED");
        assertThat(delivered.text("/trackingNumber")).isEqualTo("JD014600003");
        assertThat(shop.storyOf(id))
                .containsExactly(
                        "placed",
                        "confirmed",
                        "status-updated",
                        "fulfilled",
                        "status-updated",
                        "shipped",
                        "status-updated",
                        "delivered");
    }

    @Test
    void F4_anOrderCatchesUpWithWhatHasLeftTheHouse() {
        var id = shop.shipmentAndWait().orderId();

        shop.warehouse(id, "shipped", Map.of("carrier", "dhl", "trackingNumber", "JD014600003"));

        shop.eventually(id, "SHIPPED");
        assertThat(shop.storyOf(id)).endsWith("status-updated", "fulfilled", "status-updated", "shipped");
        assertThat(shop.cancel(id, shop.customerToken()).status()).isEqualTo(409);
    }

    private long sent(UUID id) {
        return jdbc.sql("select count(*) from outbox where aggregateid = :id and topic like '%orders.events'")
                .param("id", id.toString())
                .query(Long.class)
                .single();
    }
}
