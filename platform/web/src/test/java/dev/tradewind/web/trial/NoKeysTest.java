package dev.tradewind.web.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// auth-service may start later than the services that need its keys.
@RealServers(kafka = false)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=trial",
            "tradewind.web.idempotency=true",
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/.well-known/jwks.json"
        })
class NoKeysTest {

    @Test
    void withoutKeysATokenIsNeitherBelievedNorCalledBad(@LocalServerPort int port) {
        var client = new Client(port, TestTokens.customer(UUID.randomUUID(), UUID.randomUUID()));

        var first = client.get("/numbers");
        var second = client.get("/numbers");

        assertThat(first.status()).isEqualTo(503);
        assertThat(first.header("Retry-After")).isEqualTo("2");
        assertThat(second.status()).isEqualTo(503);
        assertThat(new Client(port, null).get("/shelf/a").status()).isEqualTo(200);
    }
}
