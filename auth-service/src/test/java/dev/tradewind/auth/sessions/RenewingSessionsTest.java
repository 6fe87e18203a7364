package dev.tradewind.auth.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.tradewind.auth.Client;
import dev.tradewind.auth.Client.Answer;
import dev.tradewind.auth.Client.Person;
import dev.tradewind.auth.Ear;
import dev.tradewind.auth.OnRealServers;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import java.text.ParseException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class RenewingSessionsTest {

    private final Client client;
    private final JdbcClient jdbc;
    private final Ear ear;
    private final Person person;

    RenewingSessionsTest(@Autowired Client client, @Autowired JdbcClient jdbc, @Autowired Ear ear) {
        this.client = client;
        this.jdbc = jdbc;
        this.ear = ear;
        this.person = client.newcomer(Client.PANTRY);
    }

    @Test
    void P4_aRefreshTokenGivesNewTokensOfTheSameSession() {
        var first = client.login(person);

        var second = client.refresh(first.text("refreshToken"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("refreshToken")).isNotEqualTo(first.text("refreshToken"));
        assertThat(sid(second)).isEqualTo(sid(first));
        assertThat(second.json().get("expiresIn").asInt()).isEqualTo(900);
        assertThat(second.cookies()).hasSize(2);
    }

    @Test
    void P4_aClientThatMissedTheAnswerGetsTheSameSuccessor() {
        var first = client.login(person).text("refreshToken");

        var once = client.refresh(first).text("refreshToken");
        var again = client.refresh(first);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("refreshToken")).isEqualTo(once);
        assertThat(client.refresh(once).status()).isEqualTo(200);
    }

    @Test
    void P4_aReplacedTokenRevokesItsFamilyOnceTheSuccessorWasUsed() {
        var login = client.login(person);
        var second = client.refresh(login.text("refreshToken")).text("refreshToken");
        var third = client.refresh(second).text("refreshToken");

        var reused = client.refresh(login.text("refreshToken"));

        assertThat(reused.status()).isEqualTo(401);
        assertThat(client.refresh(third).status()).isEqualTo(401);
        assertThat(client.get("/api/auth/sessions", login.text("accessToken")).status())
                .isEqualTo(401);
        assertThat(ear.await(person.id(), SessionRevoked.class, 1))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.sessionId()).isEqualTo(sid(login));
                    assertThat(it.reason()).isEqualTo("refresh-token-reused");
                    assertThat(it.organizationId()).isEqualTo(Client.PANTRY);
                    assertThat(it.sequence()).isEqualTo(1);
                });
    }

    @Test
    void P4_aRetryThatComesTooLateRevokesTheFamily() {
        var login = client.login(person);
        var next = client.refresh(login.text("refreshToken")).text("refreshToken");
        jdbc.sql("update sessions set rotated_at = rotated_at - interval '11 seconds' where id = :id")
                .param("id", sid(login))
                .update();

        assertThat(client.refresh(login.text("refreshToken")).status()).isEqualTo(401);
        assertThat(client.refresh(next).status()).isEqualTo(401);
    }

    @Test
    void P4_fiftyRenewalsAtOnceAllGetTheSameSuccessor() throws Exception {
        var token = client.login(person).text("refreshToken");
        Callable<Answer> renewal = () -> client.refresh(token);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(
                    IntStream.range(0, 50).mapToObj(_ -> renewal).toList());

            var successors = answers.stream()
                    .map(it -> it.resultNow().text("refreshToken"))
                    .distinct();
            assertThat(successors).hasSize(1);
        }
        assertThat(jdbc.sql("select generation from sessions where account_id = :id")
                        .param("id", person.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void P4_whoGuessesOrForgesRevokesNobody() {
        var login = client.login(person);
        var good = login.text("refreshToken");
        var forged = good.substring(0, good.length() - 4) + (good.endsWith("AAAA") ? "BBBB" : "AAAA");

        assertThat(client.refresh(forged).status()).isEqualTo(401);
        assertThat(client.refresh("x").status()).isEqualTo(401);
        assertThat(client.refresh(login.text("accessToken").substring(0, 150)).status())
                .isEqualTo(401);
        assertThat(client.refresh(good).status()).isEqualTo(200);
    }

    @Test
    void P4_sessionsEndAfterSevenDaysOrADayWithoutUse() {
        var old = client.login(person);
        jdbc.sql("""
            update sessions set started_at = started_at - interval '8 days', expires_at = now() where id = :id
            """).param("id", sid(old)).update();
        var idle = client.login(person);
        jdbc.sql("update sessions set seen_at = seen_at - interval '25 hours' where id = :id")
                .param("id", sid(idle))
                .update();

        assertThat(client.refresh(old.text("refreshToken")).status()).isEqualTo(401);
        assertThat(client.refresh(idle.text("refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void browsersRenewByCookieButOnlyFromOurOwnPage() {
        var login = client.login(person);
        var cookie = "tradewind_refresh=" + login.text("refreshToken");

        var foreign = client.send("POST", "/api/auth/refresh", null, null, "Cookie", cookie);
        var own =
                client.send("POST", "/api/auth/refresh", null, null, "Cookie", cookie, "X-Requested-With", "tradewind");

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(own.status()).isEqualTo(200);
        assertThat(client.send("POST", "/api/auth/refresh", null, null).status())
                .isEqualTo(401);
    }

    static UUID sid(Answer answer) {
        try {
            return UUID.fromString(SignedJWT.parse(answer.text("accessToken"))
                    .getJWTClaimsSet()
                    .getStringClaim("sid"));
        } catch (ParseException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
