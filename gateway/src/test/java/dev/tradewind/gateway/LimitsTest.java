package dev.tradewind.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.testing.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;

class LimitsTest extends AtTheGateway {

    private static final int ALLOWED = 5;
    private static final int UNDERWAY = 8;

    private final StringRedisTemplate redis;
    private final UUID account = UUID.randomUUID();
    private final String token = TestTokens.customer(account, UUID.randomUUID());

    LimitsTest(@LocalServerPort int port, @Autowired StringRedisTemplate redis) {
        super(port);
        this.redis = redis;
    }

    @Test
    void ordersOfAnAccountAreLimitedButNotItsReading() {
        var start = System.nanoTime();
        var accepted = 0;
        HttpResponse<String> refused = null;
        for (int i = 0; i < 200 && refused == null; i++) {
            var answer = order(token);
            if (answer.statusCode() == 200) {
                accepted++;
            } else {
                refused = answer;
            }
        }
        var seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;

        assertThat(refused).isNotNull();
        assertProblem(refused, 429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(accepted).isBetween(ALLOWED, (int) (ALLOWED * (1 + seconds)) + 1);
        assertThat(get("/api/orders", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(order(someone()).statusCode()).isEqualTo(200);
    }

    @Test
    void whatAnotherGatewayLetInCountsHereToo() {
        assertThat(order(token).statusCode()).isEqualTo(200);
        await().until(() -> redis.hasKey("limit:orders:" + account));
        var now = System.currentTimeMillis() * 1_000;
        redis.opsForHash().putAll("limit:orders:" + account, Map.of("tokens", "-5", "at", Long.toString(now)));

        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(150))
                .untilAsserted(() -> assertThat(order(token).statusCode()).isEqualTo(429));
        assertThat(redis.getExpire("limit:orders:" + account)).isLessThanOrEqualTo(3);
    }

    @Test
    void moreOrdersThanAreAnsweredAreRefusedAtTheDoorAndOnlyThose() {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = IntStream.range(0, UNDERWAY)
                    .mapToObj(_ -> clients.submit(() -> order("/api/orders?silent", someone())))
                    .toList();

            await().untilAsserted(() -> {
                var refused = order(someone());
                assertProblem(refused, 429);
                assertThat(refused.headers().firstValue("Retry-After").map(Integer::valueOf))
                        .hasValueSatisfying(it -> assertThat(it).isBetween(1, 3));
            });
            assertProblem(order("/api/orders", someone(), "Prefer", "wait=1"), 429);
            assertThat(get("/api/orders", "Authorization", "Bearer " + token).statusCode())
                    .isEqualTo(200);
            assertThat(hanging)
                    .allSatisfy(it -> assertThat(it.get().statusCode()).isEqualTo(504));
        }
        assertThat(order(someone()).statusCode()).isEqualTo(200);
    }

    private static String someone() {
        return TestTokens.customer(UUID.randomUUID(), UUID.randomUUID());
    }

    private HttpResponse<String> order(String as) {
        return order("/api/orders", as);
    }

    private HttpResponse<String> order(String path, String as, String... more) {
        var headers = Stream.concat(Stream.of("Authorization", "Bearer " + as), Stream.of(more));
        return send("POST", path, BodyPublishers.ofString("{}"), headers.toArray(String[]::new));
    }
}
