package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static dev.tradewind.inventory.Neighbours.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.inventory.Neighbours.StockRow;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@OnRealServers
class CountingStockTest {

    private static final String SHELF = "/api/products/{id}/inventory";
    private static final String ADJUSTMENTS = SHELF + "/adjustments";

    private final UUID clerk = Ids.next();
    private final String staff = TestTokens.staff(clerk, ORGANIZATION);

    @Autowired
    private Neighbours neighbours;

    @Autowired
    private JdbcClient jdbc;

    private final RestTestClient client;
    private final UUID product;

    CountingStockTest(@LocalServerPort int port, @Autowired Neighbours neighbours) {
        this.client = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        this.product = neighbours.product(10);
    }

    @AfterEach
    void theBooksBalance() {
        neighbours.theBooksBalance();
        neighbours.everythingIsAnnounced(product);
    }

    @Test
    void anybodyMaySeeHowManyThereAre() {
        reserveThree();

        client.get()
                .uri(SHELF, product)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"3\"")
                .expectBody()
                .json("""
                        {"productId": "%s", "onHand": 10, "reserved": 3, "available": 7}
                        """.formatted(product));
    }

    @Test
    void nobodyHasCountedWhatIsUnknownOrDeleted() {
        client.get().uri(SHELF, Ids.next()).exchange().expectStatus().isNotFound();
        client.get().uri(SHELF, "not-an-id").exchange().expectStatus().isBadRequest();
        neighbours.say(new ProductDeleted(ORGANIZATION, 2, product, Instant.parse("2026-11-21T12:00:00Z")));

        neighbours.eventually(
                () -> client.get().uri(SHELF, product).exchange().expectStatus().isNotFound());
        put(staff, "{\"onHand\": 1}", null).expectStatus().isNotFound();
    }

    @Test
    void staffCountsAndTheDifferenceIsWritten() {
        put(staff, "{\"onHand\": 7}", null)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"3\"")
                .expectBody()
                .json("""
                        {"productId": "%s", "onHand": 7, "reserved": 0, "available": 7}
                        """.formatted(product));

        assertThat(adjustments()).containsExactly("-3 counted " + clerk);
    }

    @Test
    void anAdministratorCorrectsAndSaysWhy() {
        adjust(TestTokens.admin(clerk, ORGANIZATION), "{\"delta\": -4, \"reason\": \"broken – 깨진\"}")
                .expectStatus()
                .isOk();

        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(6, 0, 3));
        assertThat(adjustments()).containsExactly("-4 broken – 깨진 " + clerk);
    }

    @Test
    void whatIsReservedIsNotTakenAway() {
        reserveThree();

        put(staff, "{\"onHand\": 2}", null)
                .expectStatus()
                .isEqualTo(409)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/stock-reserved");
        adjust(staff, "{\"delta\": -8, \"reason\": \"stolen\"}").expectStatus().isEqualTo(409);
        put(staff, "{\"onHand\": 3}", null).expectStatus().isOk();
    }

    @Test
    void whoeverHasSeenAnOldCountIsToldSo() {
        put(staff, "{\"onHand\": 8}", "\"1\"").expectStatus().isEqualTo(412);
        put(staff, "{\"onHand\": 8}", "W/\"2\"").expectStatus().isEqualTo(412);
        put(staff, "{\"onHand\": 8}", "nonsense").expectStatus().isEqualTo(412);
        put(staff, "{\"onHand\": 8}", "\"1\", \"2\"").expectStatus().isOk();
        put(staff, "{\"onHand\": 9}", "*").expectStatus().isOk();
    }

    @Test
    void P5_fromHowFewOnItRunsLowIsTheServicesSettingUntilStaffSaysOtherwise() {
        put(staff, "{\"onHand\": 11}", null).expectStatus().isOk();
        put(staff, "{\"onHand\": 11, \"lowAt\": 3}", null).expectStatus().isOk();
        put(staff, "{\"onHand\": 4}", null).expectStatus().isOk();
        adjust(staff, "{\"delta\": -1, \"reason\": \"broken\"}").expectStatus().isOk();
        put(staff, "{\"onHand\": 3, \"lowAt\": -1}", null).expectStatus().isEqualTo(422);

        neighbours.everythingIsAnnounced(product);
        assertThat(neighbours.stockNews(product))
                .extracting(it -> it.available() + " of " + it.lowAt() + (it.runsLow() ? " low" : ""))
                .containsExactly("0 of 0 low", "10 of 10 low", "11 of 10", "11 of 3", "4 of 3", "3 of 3 low");
    }

    @Test
    void countingTheSameAgainChangesNothing() {
        put(staff, "{\"onHand\": 10}", null).expectStatus().isOk();

        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(10, 0, 2));
        assertThat(adjustments()).isEmpty();
    }

    @Test
    void onlyWhoWorksThereMayCount() {
        put(null, "{\"onHand\": 1}", null).expectStatus().isUnauthorized();
        put(TestTokens.expired(), "{\"onHand\": 1}", null).expectStatus().isUnauthorized();
        put(TestTokens.customer(clerk, ORGANIZATION), "{\"onHand\": 1}", null)
                .expectStatus()
                .isForbidden();
        put(TestTokens.operator(), "{\"onHand\": 1}", null).expectStatus().isForbidden();
        put(TestTokens.of(clerk, null, "STAFF"), "{\"onHand\": 1}", null)
                .expectStatus()
                .isForbidden();
        put(TestTokens.staff(clerk, Ids.next()), "{\"onHand\": 1}", null)
                .expectStatus()
                .isNotFound();
        adjust(TestTokens.staff(clerk, Ids.next()), "{\"delta\": 1, \"reason\": \"x\"}")
                .expectStatus()
                .isNotFound();

        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(10, 0, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                | 422",
                "{'onHand': null}                  | 422",
                "{'onHand': -1}                    | 422",
                "{'onHand': 1000000001}            | 422",
                "{'onHand': 9007199254740993}      | 422",
                "{'onHand': 1.5}                   | 400",
                "{'onHand': 1e999}                 | 400",
                "{'onHand': 9223372036854775808}   | 400",
                "{'onHand': '3'}                   | 400",
                "{'onHand': true}                  | 400",
                "{'onHand': [1]}                   | 400",
                "{'onHand': NaN}                   | 400",
                "{'onHand': 1, 'onHand': 2}        | 400",
                "{'onHand': 1                      | 400",
                "[]                                | 400",
                "null                              | 400",
            })
    void aCountThatIsNoneIsRefused(String body, int status) {
        put(staff, body.replace('\'', '"'), null).expectStatus().isEqualTo(status);

        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(10, 0, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reason': 'x'}",
                "{'delta': 1}",
                "{'delta': 1, 'reason': ''}",
                "{'delta': 1, 'reason': '   '}",
                "{'delta': 1, 'reason': 7}",
                "{'delta': 1, 'reason': 'a\\u0000b'}",
                "{'delta': 1, 'reason': 'a\\nb'}",
                "{'delta': 1, 'reason': '\\ud800'}",
                "{'delta': 1.5, 'reason': 'x'}",
                "{'delta': 1000000001, 'reason': 'x'}",
                "{'delta': 1000000000, 'reason': 'x'}",
                "{'delta': -9223372036854775808, 'reason': 'x'}",
            })
    void aCorrectionThatIsNoneIsRefused(String body) {
        var status = adjust(staff, body.replace('\'', '"'))
                .returnResult(String.class)
                .getStatus();

        assertThat(status.value()).isIn(List.of(400, 422));
        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(10, 0, 2));
    }

    @Test
    void aReasonIsNotAStory() {
        adjust(staff, "{\"delta\": 1, \"reason\": \"" + "x".repeat(201) + "\"}")
                .expectStatus()
                .isEqualTo(422);
    }

    private void reserveThree() {
        var id = Ids.next();
        neighbours.say(reserve(id, product, 3));
        neighbours.answer(id);
    }

    private ResponseSpec put(@Nullable String token, String body, @Nullable String ifMatch) {
        return client.put()
                .uri(SHELF, product)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                    if (ifMatch != null) {
                        headers.set("If-Match", ifMatch);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private ResponseSpec adjust(String token, String body) {
        return client.post()
                .uri(ADJUSTMENTS, product)
                .headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private List<String> adjustments() {
        return jdbc.sql("""
                select delta || ' ' || reason || ' ' || actor from stock_movement
                where product_id = :product and kind = 'ADJUSTMENT'
                """)
                .param("product", product)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
