package dev.tradewind.web.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.testing.TestTokens;
import dev.tradewind.web.AccountNews;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

@OnTrial
class EndedSessionsTest {

    private final int port;
    private final String kafka;
    private final String prefix;
    private final MeterRegistry meters;

    EndedSessionsTest(
            @LocalServerPort int port,
            @Value("${spring.kafka.bootstrap-servers}") String kafka,
            @Value("${tradewind.messaging.topic-prefix}") String prefix,
            @Autowired MeterRegistry meters) {
        this.port = port;
        this.kafka = kafka;
        this.prefix = prefix;
        this.meters = meters;
    }

    @Test
    void S7_aTokenEndsWithItsSessionAlsoWhenItWasBelievedBefore() {
        var account = UUID.randomUUID();
        var ended = UUID.randomUUID();
        var client = client(account, ended, Instant.now());
        var elsewhere = client(account, UUID.randomUUID(), Instant.now());
        var closed = UUID.randomUUID();
        var now = Instant.now();
        var before = client(closed, UUID.randomUUID(), now.minusSeconds(60));
        var after = client(closed, UUID.randomUUID(), now.plusSeconds(2));
        try (var news = new AccountNews(kafka, prefix)) {
            assertThat(client.get("/numbers").status()).isEqualTo(200);

            news.sessionRevoked(account, ended);
            news.accountClosed(closed, now);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> client.get("/numbers").status(), it -> it == 401);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> before.get("/numbers").status(), it -> it == 401);
        }
        assertThat(client.get("/shelf/a").header("WWW-Authenticate")).contains("invalid_token");
        assertThat(elsewhere.get("/numbers").status()).isEqualTo(200);
        assertThat(after.get("/numbers").status()).isEqualTo(200);
        assertThat(meters.get("revocations.known").gauge().value()).isGreaterThanOrEqualTo(2);
        assertThat(meters.get("revocations.staleness").gauge().value()).isLessThan(30);
    }

    private Client client(UUID account, UUID session, Instant issued) {
        return new Client(
                port,
                TestTokens.changed(it -> it.subject(account.toString())
                        .claim("sid", session.toString())
                        .issueTime(Date.from(issued))));
    }
}
