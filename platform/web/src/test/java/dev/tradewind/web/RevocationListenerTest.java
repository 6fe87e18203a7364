package dev.tradewind.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.testing.BreakableServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class RevocationListenerTest {

    private final UUID account = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();

    @Test
    void S7_whatWasRevokedIsHeardOfAlsoWhenKafkaWasAway() {
        try (var kafka = BreakableServer.kafka()) {
            var servers = kafka.program().bootstrapServers();
            var ancient = UUID.randomUUID();
            var later = UUID.randomUUID();
            var heardAll = new Revocations();
            var cameLate = new Revocations();
            var first = listener(servers, heardAll);
            var second = listener(servers, cameLate);
            try (var news = new AccountNews(servers, "")) {
                news.sessionRevoked(account, ancient, Duration.ofHours(2));
                news.nonsense();
                news.sessionRevoked(account, session, Duration.ofMinutes(10));

                first.start();
                eventuallyConcerns(heardAll, session);

                kafka.freeze();
                second.start();
                assertThat(heardAll.concern(token(session))).isTrue();
                assertThat(cameLate.concern(token(session))).isFalse();
                await().until(() -> isStale(first) && isStale(second));
                kafka.thaw();

                news.sessionRevoked(account, later);
                for (var each : List.of(heardAll, cameLate)) {
                    eventuallyConcerns(each, later);
                    eventuallyConcerns(each, session);
                    assertThat(each.concern(token(ancient))).isFalse();
                    assertThat(each.concern(token(UUID.randomUUID()))).isFalse();
                }
                await().atMost(Duration.ofSeconds(15)).until(() -> isFresh(first) && isFresh(second));
            } finally {
                first.stop();
                second.stop();
            }
        }
    }

    private void eventuallyConcerns(Revocations revocations, UUID ended) {
        await().atMost(Duration.ofSeconds(30)).until(() -> revocations.concern(token(ended)));
    }

    /// Long enough for a question to have failed.
    private static boolean isStale(RevocationListener listener) {
        return listener.sinceUpToDate().toMillis() > 2_500;
    }

    private static boolean isFresh(RevocationListener listener) {
        return listener.sinceUpToDate().toSeconds() < 1;
    }

    private CallerToken token(UUID of) {
        var now = Instant.now();
        return CallerToken.of(new Jwt(
                "x",
                now,
                now.plusSeconds(900),
                Map.of("alg", "RS256"),
                Map.of("sub", account.toString(), "sid", of.toString())));
    }

    private static RevocationListener listener(String servers, Revocations revocations) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
        return new RevocationListener(revocations, settings, "", Clock.systemUTC());
    }
}
