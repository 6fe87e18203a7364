package dev.tradewind.auth.throttling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.auth.Client;
import dev.tradewind.testing.RealServers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

@RealServers
@ActiveProfiles("local")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "tradewind.demo.file=src/test/resources/demo.json",
            "tradewind.messaging.relay.enabled=false",
            "spring.data.redis.port=1"
        })
@Import(Client.class)
class WithoutRedisTest {

    private final Client client;

    WithoutRedisTest(@Autowired Client client) {
        this.client = client;
    }

    @Test
    void sessionsBeginGoOnAndEndAndGuessesAreCounted() {
        var person = client.newcomer(Client.PANTRY);
        var login = client.login(person);
        assertThat(login.status()).isEqualTo(200);

        var renewed = client.refresh(login.text("refreshToken"));
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(client.get("/api/auth/sessions", renewed.text("accessToken")).status())
                .isEqualTo(200);
        assertThat(client.send("POST", "/api/auth/logout", renewed.text("accessToken"), null)
                        .status())
                .isEqualTo(204);
        assertThat(client.refresh(renewed.text("refreshToken")).status()).isEqualTo(401);
        assertThat(client.get("/api/auth/sessions", renewed.text("accessToken")).status())
                .isEqualTo(401);

        for (int i = 0; i < 20; i++) {
            assertThat(client.login(person.email(), "guess").status()).isEqualTo(401);
        }
        assertThat(client.login(person).status()).isEqualTo(429);
    }
}
