package dev.tradewind.catalog.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.catalog.Hears;
import dev.tradewind.catalog.OnRealServers;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.testing.TestTokens;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;

@OnRealServers
class KeepingStoresTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// A minute of the week, so that it is closed now but for once in 10 080 runs.
    private static final String ONE_MINUTE_A_WEEK = """
            {"timeZone": "Asia/Seoul", "hours": [{"day": "SUNDAY", "from": "04:13", "until": "04:14"}]}
            """;

    private final UUID organization = Ids.next();
    private final String staff = TestTokens.staff(Ids.next(), organization);
    private final Hears hears;
    private final UUID store;

    @Autowired
    private RestTestClient http;

    @Autowired
    private Stores stores;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    KeepingStoresTest(@Autowired Hears hears) {
        this.hears = hears;
        this.store = hears.store(organization);
    }

    record Shown(String status, String statusBy, @Nullable Instant nextTurnAt, long version) {}

    @Test
    void S4_staffChangesAStoreAndOthersHearWhatIsDifferent() {
        call(HttpMethod.PATCH, "", staff, "\"1\"", """
                {"name": "Seoul kitchen", "fulfilment": "PICKUP", "reservationSeconds": 60}
                """)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"")
                .expectBody()
                .json("""
                        {"name": "Seoul kitchen", "fulfilment": "PICKUP", "reservationSeconds": 60, "status": "OPEN",
                         "statusBy": "HAND", "timeZone": "UTC", "hours": [], "version": 2}
                        """);

        call(HttpMethod.PATCH, "", staff, "\"1\"", "{\"name\": \"Too late\"}")
                .expectStatus()
                .isEqualTo(412);
        call(HttpMethod.PATCH, "", staff, null, "{\"name\": \"Seoul kitchen\"}")
                .expectHeader()
                .valueEquals("ETag", "\"2\"");
        assertThat(hears.events(store, 1)).singleElement().isInstanceOfSatisfying(StoreChanged.class, it -> {
            assertThat(it.sequence()).isEqualTo(2);
            assertThat(it.changes()).containsExactlyInAnyOrder("name", "fulfilment", "reservationSeconds");
            assertThat(it.fulfilment()).isEqualTo("PICKUP");
        });
    }

    @Test
    void S18_hoursOpenAndCloseAStoreAndEverybodyHearsIt() {
        var closed = body(call(HttpMethod.PATCH, "", staff, null, ONE_MINUTE_A_WEEK));
        assertThat(closed.status()).isEqualTo("CLOSED");
        assertThat(closed.statusBy()).isEqualTo("HOURS");
        var opens = requireNonNull(closed.nextTurnAt());

        byHoursAt(opens.minusMillis(1));
        assertThat(shown()).isEqualTo(closed);
        byHoursAt(opens);
        assertThat(shown().status()).isEqualTo("OPEN");
        byHoursAt(opens.plusSeconds(60));

        assertThat(hears.events(store, 3))
                .extracting(it -> ((StoreChanged) it).status())
                .containsExactly("CLOSED", "OPEN", "CLOSED");
        assertThat(hears.events(store, 3))
                .extracting(it -> ((StoreChanged) it).changes())
                .containsExactly(
                        List.of("status", "statusBy", "timeZone", "hours"), List.of("status"), List.of("status"));
    }

    @Test
    void S18_theHoursAreWatchedWhileTheServiceRuns() {
        call(HttpMethod.PATCH, "", staff, null, ONE_MINUTE_A_WEEK)
                .expectStatus()
                .isOk();
        jdbc.sql("update stores set status = 'OPEN', next_turn_at = now() where id = ?")
                .param(store)
                .update();

        await().atMost(PATIENCE).until(() -> shown().status().equals("CLOSED"));
        assertThat(hears.events(store, 2).getLast().sequence()).isEqualTo(3);
    }

    /// Copies and whoever has the page would go on with a time that is over, because nothing has changed.
    @Test
    void S18_ofAStoreThatNeverClosesNothingIsSaid() {
        var days = Stream.of(DayOfWeek.values())
                .map("{\"day\": \"%s\", \"from\": \"00:00\", \"until\": \"00:00\"}"::formatted)
                .collect(Collectors.joining(", ", "[", "]"));
        var open = body(call(HttpMethod.PATCH, "", staff, null, "{\"hours\": " + days + "}"));

        assertThat(open).isEqualTo(new Shown("OPEN", "HOURS", null, 2));
        byHoursAt(Instant.now().plus(Duration.ofDays(20)));
        assertThat(shown()).isEqualTo(open);
    }

    @Test
    void S18_whatIsSaidByHandWinsUntilItIsTakenBack() {
        call(HttpMethod.PATCH, "", staff, null, ONE_MINUTE_A_WEEK)
                .expectStatus()
                .isOk();

        var open = body(call(HttpMethod.PUT, "/status", staff, null, "{\"status\": \"OPEN\"}"));
        assertThat(open).isEqualTo(new Shown("OPEN", "HAND", null, 3));
        byHoursAt(Instant.now().plus(Duration.ofDays(7)));
        assertThat(shown()).isEqualTo(open);
        // New hours do not open what people have closed.
        call(HttpMethod.PUT, "/status", staff, null, "{\"status\": \"CLOSED\"}");
        call(
                HttpMethod.PATCH,
                "",
                staff,
                null,
                "{\"hours\": [{\"day\": \"MONDAY\", \"from\": \"00:00\", \"until\": \"00:00\"}]}");
        assertThat(shown().statusBy()).isEqualTo("HAND");

        var back = body(call(HttpMethod.DELETE, "/status", staff, "\"5\"", null));
        assertThat(back.statusBy()).isEqualTo("HOURS");
        assertThat(back.nextTurnAt()).isNotNull();
        // Without hours people open it again.
        assertThat(body(call(HttpMethod.PATCH, "", staff, null, "{\"hours\": []}"))
                        .statusBy())
                .isEqualTo("HAND");
        call(HttpMethod.DELETE, "/status", staff, null, null).expectStatus().isEqualTo(409);
    }

    @Test
    void P7_nobodyKeepsAnotherOrganisationsStore() {
        var stranger = TestTokens.staff(Ids.next(), Ids.next());
        var customer = TestTokens.customer(Ids.next(), organization);

        call(HttpMethod.PATCH, "", stranger, null, "{}").expectStatus().isNotFound();
        call(HttpMethod.PATCH, "", customer, null, "{}").expectStatus().isForbidden();
        call(HttpMethod.DELETE, "/status", stranger, null, null).expectStatus().isNotFound();
        call(HttpMethod.DELETE, "/status", customer, null, null).expectStatus().isForbidden();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"name": ""}                                                          | 422 | name
            {"reservationSeconds": 0}                                             | 422 | reservationSeconds
            {"reservationSeconds": 86401}                                         | 422 | reservationSeconds
            {"timeZone": "Mars/Olympus"}                                          | 400 | timeZone
            {"fulfilment": "PIGEON"}                                              | 400 | fulfilment
            {"hours": [{"day": "MONDAY", "from": "09:00"}]}                       | 422 | hours[0].until
            {"hours": [{"day": "MONDAY", "from": "25:00", "until": "09:00"}]}     | 400 | hours[0].from
            {"hours": [{"day": "FUNDAY", "from": "08:00", "until": "09:00"}]}     | 400 | hours[0].day
            {"hours": [null]}                                                     | 422 | hours[0]
            """)
    void whatIsWrongWithAStoreIsPointedAt(String wrong, int status, String field) {
        var answer = call(HttpMethod.PATCH, "", staff, null, wrong)
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .returnResult();

        assertThat(answer.getResponseBody()).contains('"' + field + '"');
    }

    private void byHoursAt(Instant time) {
        new ByHours(stores, outbox, Clock.fixed(time, ZoneOffset.UTC), transaction).turnAll();
    }

    private Shown shown() {
        return body(http.get().uri("/api/stores/{id}", store).exchange());
    }

    private static Shown body(ResponseSpec answer) {
        return requireNonNull(answer.expectStatus()
                .isOk()
                .expectBody(Shown.class)
                .returnResult()
                .getResponseBody());
    }

    private ResponseSpec call(
            HttpMethod method, String path, String token, @Nullable String ifMatch, @Nullable String body) {
        var request = http.method(method).uri("/api/stores/{id}" + path, store).headers(it -> {
            it.setBearerAuth(token);
            if (ifMatch != null) {
                it.set("If-Match", ifMatch);
            }
        });
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }
}
