package dev.tradewind.web.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@OnTrial
class TokensTest {

    private final int port;

    TokensTest(@LocalServerPort int port) {
        this.port = port;
    }

    static Stream<Arguments> badTokens() {
        var senseless = Stream.of(
                Arguments.of("without subject", TestTokens.changed(it -> it.subject(null))),
                Arguments.of("of nobody", TestTokens.changed(it -> it.subject("root"))),
                Arguments.of("of an unknown role", TestTokens.changed(it -> it.claim("roles", new String[] {"KING"}))),
                Arguments.of(
                        "not yet valid",
                        TestTokens.changed(
                                it -> it.notBeforeTime(Date.from(Instant.now().plusSeconds(600))))),
                Arguments.of("too long", "x".repeat(9_000)));
        var forged = TestTokens.attacks().entrySet().stream().map(it -> Arguments.of(it.getKey(), it.getValue()));
        return Stream.concat(forged, senseless);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void S7_aBadTokenIsRefusedEverywhere(String kind, String token) {
        var client = new Client(port, token);

        for (var path : new String[] {"/numbers", "/shelf/a"}) {
            var reply = client.get(path);
            assertThat(reply.status()).as(kind).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer").contains("invalid_token");
            assertThat(reply.json().get("type").asString()).isEqualTo("/problems/unauthorized");
        }
    }

    @Test
    void S7_nobodyFetchesKeysWhereATokenSays() {
        var before = TestTokens.timesForeignKeysWereFetched();

        assertThat(new Client(port, TestTokens.namingItsOwnKeys())
                        .get("/numbers")
                        .status())
                .isEqualTo(401);

        assertThat(TestTokens.timesForeignKeysWereFetched()).isEqualTo(before);
    }

    @Test
    void withoutATokenOnlyWhatIsOpenAnswers() {
        var anonymous = new Client(port, null);

        assertThat(anonymous.get("/shelf/a").json().get("signedIn").asBoolean()).isFalse();
        assertThat(anonymous.get("/numbers").status()).isEqualTo(401);
        assertThat(anonymous.get("/nothing").status()).isEqualTo(401);
        assertThat(anonymous.get("/shelf/mine").status()).isEqualTo(401);
        assertThat(anonymous.get("/numbers").header("WWW-Authenticate")).isEqualTo("Bearer realm=\"tradewind\"");
    }

    @Test
    void aGoodTokenIsBelievedAlsoTheSecondTime() {
        var account = UUID.randomUUID();
        var client = new Client(port, TestTokens.customer(account, UUID.randomUUID()));

        assertThat(client.get("/shelf/mine").json().get("account").asString()).isEqualTo(account.toString());
        assertThat(client.get("/shelf/mine").json().get("account").asString()).isEqualTo(account.toString());
        assertThat(client.get("/shelf/a").json().get("signedIn").asBoolean()).isTrue();
    }

    @Test
    void aRoleThatIsMissingIsForbidden() {
        var organization = UUID.randomUUID();

        assertThat(new Client(port, TestTokens.customer(UUID.randomUUID(), organization))
                        .get("/staff-room")
                        .status())
                .isEqualTo(403);
        assertThat(new Client(port, TestTokens.staff(UUID.randomUUID(), organization))
                        .get("/staff-room")
                        .status())
                .isEqualTo(200);
    }
}
