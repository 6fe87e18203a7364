package dev.tradewind.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tradewind.testing.TestTokens;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

@Timeout(30)
class DeliveryTest extends AtTheGateway {

    /// Of the gateway with a service: who waited for it would have waited this long.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String SOMETHING = "{\"some\": \"thing\"}";

    private final Upstream first = service("inventory-service");
    private final Upstream second = service("inventory-service-2");

    private final String clerk = TestTokens.staff(UUID.randomUUID(), UUID.randomUUID());

    DeliveryTest(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void S7_allInstancesGetTheirShare() {
        IntStream.range(0, 20).forEach(_ -> read("/api/warehouse/shared"));

        assertThat(first.timesAsked("/api/warehouse/shared")).isPositive();
        assertThat(second.timesAsked("/api/warehouse/shared")).isPositive();
    }

    @Test
    void S7_anInstanceKilledUnderLoadCostsNoReadingAndDoublesNoWriting() throws Exception {
        var reading = new ArrayList<Future<HttpResponse<String>>>();
        var writing = new ArrayList<Future<HttpResponse<String>>>();
        try (var clients = Executors.newFixedThreadPool(4, Thread.ofVirtual().factory())) {
            for (int i = 0; i < 60; i++) {
                var path = "/api/warehouse/slowly/" + i;
                reading.add(clients.submit(() -> read(path)));
                writing.add(clients.submit(() -> write(path + "w")));
            }
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> second.timesAsked("/api/warehouse/slowly/20") > 0
                            || first.timesAsked("/api/warehouse/slowly/20") > 0);
            second.kill();
        } finally {
            second.revive();
        }

        for (var answer : reading) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        var accepted = 0;
        for (int i = 0; i < writing.size(); i++) {
            var answer = writing.get(i).get();
            assertThat(answer.statusCode()).isIn(200, 503);
            assertThat(timesAsked("/api/warehouse/slowly/" + i + "w")).isLessThanOrEqualTo(1);
            accepted += answer.statusCode() == 200 ? 1 : 0;
        }
        assertThat(accepted).isGreaterThan(50);
    }

    @Test
    void S7_writingGoesToTheNextInstanceWhenTheFirstRefusesTheConnection() {
        second.kill();
        try {
            for (int i = 0; i < 6; i++) {
                var answer = write("/api/warehouse/refused-" + i);

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(json(answer).get("length").asInt()).isEqualTo(SOMETHING.length());
            }
        } finally {
            second.revive();
        }
    }

    @Test
    void S7_aBrokenConnectionIsTriedAgainForReadingAndNeverForWriting() {
        assertThat(read("/api/warehouse/broken-once-read").statusCode()).isEqualTo(200);
        assertThat(timesAsked("/api/warehouse/broken-once-read")).isBetween(2, 3);

        var written = write("/api/warehouse/broken-once-written");

        assertProblem(written, 503);
        assertThat(json(written).get("detail").asString()).contains("Idempotency-Key");
        assertThat(timesAsked("/api/warehouse/broken-once-written")).isEqualTo(1);
    }

    @Test
    void S7_aCircuitOpensFailsFastAndClosesAgain() {
        for (int i = 0; i < 25; i++) {
            assertProblem(write("/api/payments/down"), 503);
        }

        var start = System.nanoTime();
        var fast = read("/api/payments/down");
        assertProblem(fast, 503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        assertThat(fast.headers().firstValue("Retry-After")).contains("2");

        service("payment-service-2").revive();
        try {
            await().untilAsserted(() ->
                    assertThat(read("/api/payments/up").statusCode()).isEqualTo(200));
        } finally {
            service("payment-service-2").kill();
        }
    }

    @Test
    void S7_aHungServiceTakesNobodysPlace() throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> hanging = IntStream.range(0, 40)
                    .mapToObj(_ -> clients.submit(() -> read("/api/recommendations/silent")))
                    .toList();

            await().untilAsserted(() -> assertProblem(read("/api/recommendations/more"), 503));
            var start = System.nanoTime();
            assertThat(read("/api/products/other").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);

            for (var answer : hanging) {
                assertThat(answer.get().statusCode()).isIn(503, 504);
                assertThat(answer.get().headers().firstValue("Retry-After")).isPresent();
            }
        }
        await().untilAsserted(() -> assertThat(read("/api/search").statusCode()).isEqualTo(200));
    }

    @Test
    void S7_anAnswerThatStopsInTheMiddleIsNotWaitedForForEver() {
        assertProblem(write("/api/warehouse/head"), 504);

        assertThatThrownBy(() -> write("/api/warehouse/half")).hasCauseInstanceOf(IOException.class);
    }

    private HttpResponse<String> read(String path) {
        return get(path, "Authorization", "Bearer " + clerk);
    }

    private HttpResponse<String> write(String path) {
        return send("POST", path, BodyPublishers.ofString(SOMETHING), "Authorization", "Bearer " + clerk);
    }
}
