package dev.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

class OperationsTest extends InTheShop {

    private static final String REASON = "{\"reason\": \"a customer called\"}";

    /// A house in which this service is the only one that is up.
    @TestConfiguration
    static class House {

        @Bean
        DiscoveryClient onlyUs(Environment environment) {
            return new DiscoveryClient() {

                @Override
                public String description() {
                    return "only us";
                }

                @Override
                public List<ServiceInstance> getInstances(String service) {
                    var port = environment.getRequiredProperty("local.server.port", Integer.class);
                    return service.equals("order-service")
                            ? List.of(new DefaultServiceInstance("one", service, "127.0.0.1", port, false))
                            : List.of();
                }

                @Override
                public List<String> getServices() {
                    return List.of("order-service");
                }
            };
        }
    }

    static Stream<String> everybodyElse() {
        var organization = UUID.randomUUID();
        return Stream.of(
                TestTokens.customer(UUID.randomUUID(), organization),
                TestTokens.staff(UUID.randomUUID(), organization),
                TestTokens.admin(UUID.randomUUID(), organization));
    }

    @ParameterizedTest
    @MethodSource("everybodyElse")
    void operationsAreTheOperatorsAlone(String token) {
        var id = UUID.randomUUID();

        for (var path :
                List.of("/api/ops/sagas", "/api/ops/sagas/" + id, "/api/ops/dead-letters", "/ops/dead-letters")) {
            assertThat(shop.get(path, token).status()).as(path).isEqualTo(403);
        }
        for (var path : List.of(
                "/api/ops/sagas/" + id + "/retry",
                "/api/ops/sagas/" + id + "/compensate",
                "/api/ops/dead-letters/" + id + "/replay",
                "/ops/dead-letters/" + id + "/discard")) {
            assertThat(shop.post(path, token, REASON).status()).as(path).isEqualTo(403);
        }
        assertThat(shop.get("/api/ops/sagas", "nonsense").status()).isEqualTo(401);
    }

    @Test
    void aSagaShowsWhatItHeardAndSaidButNotWhatPays() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        var saga = shop.get("/api/ops/sagas/" + id, TestTokens.operator());

        assertThat(saga.text("/status")).isEqualTo("COMPLETED");
        assertThat(saga.json()
                        .get("steps")
                        .valueStream()
                        .map(it -> it.get("heard").asString()))
                .containsExactly(
                        "placed",
                        "dev.tradewind.inventory.stock-reserved.v1",
                        "dev.tradewind.payment.approved.v1",
                        "dev.tradewind.inventory.reservation-confirmed.v1");
        assertThat(saga.text("/steps/1/command/amount/currency")).isEqualTo("BRL");
        assertThat(saga.body()).doesNotContain("tok_visa");
        assertThat(shop.get("/api/ops/sagas?status=COMPLETED&limit=100", TestTokens.operator())
                        .body())
                .contains(id.toString());
        assertThat(shop.get("/api/ops/sagas?status=COMPLETED&olderThan=1h", TestTokens.operator())
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void anOperatorGivesAnOpenOrderUp() {
        var id = shop.order(1, FakeParticipants.SILENT).orderId();
        Shop.until(() -> assertThat(shop.participants.chargeOf(id)).isEqualTo("TAKEN"));
        Shop.until(() -> assertThat(
                        shop.get("/api/ops/sagas/" + id, TestTokens.operator()).text("/step"))
                .isEqualTo("charge payment"));

        var answer = shop.post("/api/ops/sagas/" + id + "/compensate", TestTokens.operator(), REASON);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(shop.eventually(id, "REJECTED").text("/rejectionReason")).isEqualTo("abandoned");
        assertThat(shop.participants.chargeOf(id)).isEqualTo("VOIDED");
        assertThat(shop.participants.stockOf(id)).isEqualTo("RELEASED");
        assertThat(jdbc.sql("select action from operator_actions where subject = :subject")
                        .param("subject", "saga " + id)
                        .query(String.class)
                        .list())
                .containsExactly("compensate");
    }

    @Test
    void whatIsOverIsLeftAlone() {
        var id = shop.orderAndWait(1, "tok_visa").orderId();

        assertThat(shop.post("/api/ops/sagas/" + id + "/compensate", TestTokens.operator(), REASON)
                        .status())
                .isEqualTo(409);
        assertThat(shop.post("/api/ops/sagas/" + UUID.randomUUID() + "/retry", TestTokens.operator(), REASON)
                        .status())
                .isEqualTo(404);
        assertThat(shop.post("/api/ops/sagas/" + id + "/retry", TestTokens.operator(), "{}")
                        .status())
                .isEqualTo(422);
        assertThat(shop.get("/api/ops/sagas?status=NONSENSE", TestTokens.operator())
                        .status())
                .isEqualTo(400);
        assertThat(shop.get("/api/ops/sagas?olderThan=yesterday", TestTokens.operator())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anAnswerToNoOrderIsADeadLetterThatCanBeGivenUp() {
        var nobody = UUID.randomUUID();
        shop.participants.send(
                "orders.replies",
                nobody,
                "payment.refused",
                Map.of("orderId", nobody, "organizationId", shop.organization, "reason", "voided"));
        Shop.until(() -> assertThat(letters()).contains(nobody.toString()));
        var id = jdbc.sql("select id from parked_message where key = :key")
                .param("key", nobody.toString())
                .query(UUID.class)
                .single();

        var letters = shop.get("/api/ops/dead-letters?limit=100", TestTokens.operator());
        assertThat(letters.json().get("unreachable").valueStream().map(it -> it.asString()))
                .contains("inventory-service")
                .doesNotContain("order-service");
        assertThat(shop.get("/api/ops/dead-letters?service=nobody", TestTokens.operator())
                        .status())
                .isEqualTo(400);
        var replayed = shop.post("/api/ops/dead-letters/" + id + "/replay", TestTokens.operator(), REASON);
        assertThat(replayed.status()).as(replayed.body()).isEqualTo(200);
        assertThat(replayed.text("/failedAt")).isEqualTo(id.toString());
        var discarded = shop.post("/api/ops/dead-letters/" + id + "/discard", TestTokens.operator(), REASON);
        assertThat(discarded.status()).as(discarded.body()).isEqualTo(200);
        assertThat(letters()).doesNotContain(nobody.toString());
        assertThat(shop.post("/api/ops/dead-letters/" + id + "/discard", TestTokens.operator(), REASON)
                        .status())
                .isEqualTo(409);
        assertThat(jdbc.sql("select action from operator_actions where subject = :subject order by acted_at")
                        .param("subject", "dead letter " + id)
                        .query(String.class)
                        .list())
                .startsWith("replay", "discard");
    }

    private String letters() {
        return shop.get("/api/ops/dead-letters?service=order-service&limit=100", TestTokens.operator())
                .body();
    }
}
