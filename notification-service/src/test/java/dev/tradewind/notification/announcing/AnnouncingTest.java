package dev.tradewind.notification.announcing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@AutoConfigureRestTestClient
class AnnouncingTest {

    private static final String HELLO = "{\"kind\": \"SYSTEM\", \"title\": \"Hello\", \"body\": \"All of you\"%s}";

    private final UUID organization = Ids.next();
    private final String admin = TestTokens.admin(Ids.next(), organization);

    @Autowired
    private RestTestClient http;

    @Autowired
    private Announcing announcing;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    record Listed(List<Item> items, @Nullable String nextCursor) {
        record Item(UUID id, String title, String status) {}
    }

    @Test
    void K7_anAdministratorSpeaksToTheirOrganisationAtOnce() {
        post(admin, HELLO.formatted("")).expectStatus().isCreated();
        post(admin, """
                {"kind": "PROMOTION", "title": "Tea", "body": "Half price\\ntoday", "audience": "MEMBERS"}
                """).expectStatus().isCreated();
        post(admin, """
                {"kind": "MAINTENANCE", "title": "Tills", "body": "At night", "audience": "STAFF"}
                """).expectStatus().isCreated();

        assertThat(told("organization:" + organization))
                .containsExactly(
                        "MEMBERS announcement SYSTEM Hello",
                        "MEMBERS promotion PROMOTION Tea",
                        "STAFF announcement MAINTENANCE Tills");
    }

    @Test
    void K7_anOperatorSpeaksToEveryone() {
        var title = "Tonight " + Ids.next();

        post(TestTokens.operator(), """
                {"kind": "MAINTENANCE", "title": "%s", "body": "We are away from 3 to 4."}
                """.formatted(title)).expectStatus().isCreated();

        assertThat(told("everyone")).contains("EVERYONE announcement MAINTENANCE " + title);
    }

    @Test
    void K7_nobodySpeaksToThoseWhoAreNotTheirs() {
        for (var token :
                List.of(TestTokens.customer(Ids.next(), organization), TestTokens.staff(Ids.next(), organization))) {
            post(token, HELLO.formatted("")).expectStatus().isForbidden();
            get(token, "").expectStatus().isForbidden();
        }
        post(null, HELLO.formatted("")).expectStatus().isUnauthorized();
        post(admin, HELLO.formatted(", \"audience\": \"EVERYONE\""))
                .expectStatus()
                .isEqualTo(422);
        post(TestTokens.operator(), HELLO.formatted(", \"audience\": \"STAFF\""))
                .expectStatus()
                .isEqualTo(422);

        assertThat(told("organization:" + organization)).isEmpty();
    }

    @Test
    void K7_whatIsScheduledIsToldWhenItsTimeHasCome() {
        post(admin, HELLO.formatted(", \"at\": \"" + Instant.now().plus(Duration.ofDays(1)) + "\""))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("SCHEDULED");
        announcing.tellWhatIsDue();
        assertThat(told("organization:" + organization)).isEmpty();

        jdbc.sql("update announcement set due_at = now() where organization_id = :organization")
                .param("organization", organization)
                .update();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told("organization:" + organization))
                        .containsExactly("MEMBERS announcement SYSTEM Hello"));
        assertThat(list("").items()).extracting(Listed.Item::status).containsExactly("TOLD");
    }

    @Test
    void K7_howeverManyLookForWhatIsDueItIsToldOnce() throws Exception {
        jdbc.sql("""
                insert into announcement
                select gen_random_uuid(), :organization, :organization, 'SYSTEM', 'Number ' || number, 'x', 'MEMBERS',
                       now() - number * interval '1 second', 'SCHEDULED', now()
                from generate_series(1, 250) as number
                """).param("organization", organization).update();

        var looking = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(_ -> () -> {
                    announcing.tellWhatIsDue();
                    return true;
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(looking)) {
                assertThat(done.get()).isTrue();
            }
        }

        // The service's own look may hold the last ones for a moment.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told("organization:" + organization))
                        .hasSize(250)
                        .doesNotHaveDuplicates());
    }

    @Test
    void K7_whatWasNotToldYetIsTakenBackAndWhatWasIsNot() {
        var later = ", \"at\": \"" + Instant.now().plus(Duration.ofDays(1)) + "\"";
        post(admin, HELLO.formatted(later)).expectStatus().isCreated();
        post(admin, HELLO.formatted("")).expectStatus().isCreated();
        var told = list("").items().getFirst();
        var scheduled = list("").items().getLast();
        var stranger = TestTokens.admin(Ids.next(), Ids.next());

        cancel(stranger, scheduled.id()).expectStatus().isNotFound();
        cancel(TestTokens.operator(), scheduled.id()).expectStatus().isNotFound();
        cancel(admin, Ids.next()).expectStatus().isNotFound();
        cancel(admin, scheduled.id()).expectStatus().isNoContent();
        cancel(admin, scheduled.id()).expectStatus().isNoContent();
        cancel(admin, told.id())
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/announcement-told");

        assertThat(list("").items()).extracting(Listed.Item::status).containsExactly("TOLD", "CANCELLED");
    }

    @Test
    void K7_oneKeyIsOneAnnouncementAndTheListIsGivenInParts() {
        var first = post(admin, HELLO.formatted(""), "hello-1").expectStatus().isCreated();
        var again = post(admin, HELLO.formatted(""), "hello-1").expectStatus().isCreated();
        again.expectHeader().valueEquals("Idempotent-Replayed", "true");
        assertThat(location(again)).isEqualTo(location(first));
        for (int i = 0; i < 4; i++) {
            post(admin, HELLO.formatted("")).expectStatus().isCreated();
        }

        var seen = new ArrayList<UUID>();
        var part = list("?limit=2");
        while (part.nextCursor() != null) {
            part.items().forEach(it -> seen.add(it.id()));
            part = list("?limit=2&cursor=" + part.nextCursor());
        }
        part.items().forEach(it -> seen.add(it.id()));

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        get(admin, "/" + seen.getFirst())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.body")
                .isEqualTo("All of you");
        get(TestTokens.admin(Ids.next(), Ids.next()), "/" + seen.getFirst())
                .expectStatus()
                .isNotFound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\": \"SYSTEM\", \"title\": \" \", \"body\": \"x\"}",
                "{\"kind\": \"SYSTEM\", \"title\": \"a\\nb\", \"body\": \"x\"}",
                "{\"kind\": \"SYSTEM\", \"title\": \"a\", \"body\": \"\\u0007\"}",
                "{\"kind\": \"SYSTEM\", \"title\": \"a\", \"body\": \"x\", \"at\": \"2020-01-01T00:00:00Z\"}",
                "{\"kind\": \"SYSTEM\", \"title\": \"a\", \"body\": \"x\", \"at\": \"2999-01-01T00:00:00Z\"}",
            })
    void whatCannotBeSaidIsRefused(String body) {
        post(admin, body).expectStatus().isEqualTo(422).expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private List<String> told(String log) {
        return jdbc.sql("select audience, message from update_entry where log = :log order by number")
                .param("log", log)
                .query((row, _) -> {
                    var message = json.readTree(row.getString("message"));
                    return row.getString("audience") + " " + message.get("type").asString() + " "
                            + message.at("/data/kind").asString() + " "
                            + message.at("/data/title").asString();
                })
                .list();
    }

    private static String location(ResponseSpec response) {
        return String.valueOf(response.returnResult().getResponseHeaders().getLocation());
    }

    private Listed list(String query) {
        return Objects.requireNonNull(get(admin, query)
                .expectStatus()
                .isOk()
                .expectBody(Listed.class)
                .returnResult()
                .getResponseBody());
    }

    private ResponseSpec get(String token, String more) {
        return http.get()
                .uri("/api/announcements" + more)
                .header("Authorization", "Bearer " + token)
                .exchange();
    }

    private ResponseSpec cancel(String token, UUID id) {
        return http.delete()
                .uri("/api/announcements/" + id)
                .header("Authorization", "Bearer " + token)
                .exchange();
    }

    private ResponseSpec post(@Nullable String token, String body) {
        return post(token, body, null);
    }

    private ResponseSpec post(@Nullable String token, String body, @Nullable String key) {
        var request = http.post().uri("/api/announcements").contentType(MediaType.APPLICATION_JSON);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.body(body).exchange();
    }
}
