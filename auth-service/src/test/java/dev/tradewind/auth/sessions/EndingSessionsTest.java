package dev.tradewind.auth.sessions;

import static dev.tradewind.auth.sessions.RenewingSessionsTest.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.auth.Client;
import dev.tradewind.auth.Client.Person;
import dev.tradewind.auth.Ear;
import dev.tradewind.auth.OnRealServers;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import dev.tradewind.messaging.Ids;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@OnRealServers
class EndingSessionsTest {

    private static final String SESSIONS = "/api/auth/sessions";

    private final Client client;
    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;
    private final SessionHousekeeping housekeeping;
    private final Ear ear;
    private final Person person;

    EndingSessionsTest(
            @Autowired Client client,
            @Autowired JdbcClient jdbc,
            @Autowired StringRedisTemplate redis,
            @Autowired SessionHousekeeping housekeeping,
            @Autowired Ear ear) {
        this.client = client;
        this.jdbc = jdbc;
        this.redis = redis;
        this.housekeeping = housekeeping;
        this.ear = ear;
        this.person = client.newcomer(Client.PANTRY);
    }

    @Test
    void F7_signingOutEndsTheSessionAndTakesTheCookies() {
        var login = client.login(person);

        var logout = client.send("POST", "/api/auth/logout", login.text("accessToken"), null);

        assertThat(logout.status()).isEqualTo(204);
        assertThat(logout.cookies()).hasSize(2).allSatisfy(it -> assertThat(it).contains("Max-Age=0"));
        assertThat(client.refresh(login.text("refreshToken")).status()).isEqualTo(401);
        assertThat(client.get(SESSIONS, login.text("accessToken")).status()).isEqualTo(401);
        assertThat(ear.await(person.id(), SessionRevoked.class, 1))
                .extracting(SessionRevoked::reason)
                .containsExactly("signed-out");
    }

    @Test
    void F7_peopleSeeWhereTheyAreSignedInAndSignOutThere() {
        var here = client.login(person);
        var there = client.send(
                "POST",
                "/api/auth/login",
                null,
                """
                {"email": "%s", "password": "tradewind-demo"}""".formatted(person.email()),
                "User-Agent",
                "Another/1.0",
                "X-Forwarded-For",
                "203.0.113.7");
        var token = here.text("accessToken");

        var both = client.get(SESSIONS, token).json().get("items");
        assertThat(both.valueStream().map(it -> it.get("current").asBoolean())).containsExactly(true, false);
        assertThat(both.get(1).get("userAgent").asString()).isEqualTo("Another/1.0");
        assertThat(both.get(1).get("address").asString()).isEqualTo("203.0.113.7");
        assertThat(both.get(1).get("lastSeenAt").asString()).endsWith("Z");

        var ended = client.send("DELETE", SESSIONS + "/" + sid(there), token, null);

        assertThat(ended.status()).isEqualTo(204);
        assertThat(client.send("DELETE", SESSIONS + "/" + sid(there), token, null)
                        .status())
                .isEqualTo(404);
        assertThat(client.get(SESSIONS, there.text("accessToken")).status()).isEqualTo(401);
        assertThat(client.get(SESSIONS, token).json().get("items").valueStream().map(JsonNode::toString))
                .hasSize(1);
    }

    @Test
    void P7_aSessionOfSomebodyElseIsNotThere() {
        var somebody = client.login(client.newcomer(Client.PANTRY));
        var token = client.login(person).text("accessToken");

        assertThat(client.send("DELETE", SESSIONS + "/" + sid(somebody), token, null)
                        .status())
                .isEqualTo(404);
        assertThat(client.send("DELETE", SESSIONS + "/" + Ids.next(), token, null)
                        .status())
                .isEqualTo(404);
        assertThat(client.send("DELETE", SESSIONS + "/x", token, null).status()).isEqualTo(400);
        assertThat(client.refresh(somebody.text("refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void whatRedisForgetsLogsNobodyOutAndRevivesNobody() {
        var alive = client.login(person);
        var ended = client.login(person);
        client.send("POST", "/api/auth/logout", ended.text("accessToken"), null);
        assertThat(client.get(SESSIONS, alive.text("accessToken")).status()).isEqualTo(200);

        redis.delete(redis.keys("session:*"));

        assertThat(client.get(SESSIONS, alive.text("accessToken")).status()).isEqualTo(200);
        assertThat(client.refresh(alive.text("refreshToken")).status()).isEqualTo(200);
        assertThat(client.get(SESSIONS, ended.text("accessToken")).status()).isEqualTo(401);
    }

    @Test
    void anEndingThatRedisMissedIsRepeated() {
        var login = client.login(person);
        client.send("POST", "/api/auth/logout", login.text("accessToken"), null);
        var key = "session:" + sid(login);
        redis.opsForValue().set(key, "alive");

        housekeeping.repeatEndings();

        assertThat(redis.opsForValue().get(key)).isEqualTo("ended");
        assertThat(redis.getExpire(key)).isPositive();
        assertThat(client.get(SESSIONS, login.text("accessToken")).status()).isEqualTo(401);
    }

    @Test
    void oldSessionsAreForgotten() {
        var ended = client.login(person);
        client.send("POST", "/api/auth/logout", ended.text("accessToken"), null);
        var expired = client.login(person);
        var alive = client.login(person);
        jdbc.sql("""
            update sessions set ended_at = ended_at - interval '8 days' where id = :ended
            """).param("ended", sid(ended)).update();
        jdbc.sql("""
            update sessions
            set started_at = started_at - interval '15 days', expires_at = expires_at - interval '15 days'
            where id = :expired
            """).param("expired", sid(expired)).update();

        housekeeping.forgetOld();

        assertThat(jdbc.sql("select id from sessions where account_id = :id")
                        .param("id", person.id())
                        .query((row, _) -> row.getString("id"))
                        .list())
                .containsExactly(sid(alive).toString());
    }
}
