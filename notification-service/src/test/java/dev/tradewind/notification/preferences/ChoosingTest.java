package dev.tradewind.notification.preferences;

import static dev.tradewind.notification.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.contracts.NotificationEvent.UserPreferenceUpdated;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.Ear;
import dev.tradewind.notification.MailServers;
import dev.tradewind.notification.Shop;
import dev.tradewind.notification.Shop.Order;
import dev.tradewind.notification.WithMails;
import dev.tradewind.notification.domain.Kind;
import dev.tradewind.testing.TestTokens;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WithMails
class ChoosingTest {

    private static final String PREFERENCES = "/api/me/notification-preferences";

    private final UUID customer = Ids.next();
    private final UUID organization = Ids.next();
    private final String token = TestTokens.customer(customer, organization);
    private final JsonMapper json = new JsonMapper();

    @Autowired
    private RestTestClient http;

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Ear ear;

    @Autowired
    private UnsubscribeLinks links;

    @Test
    void S2_whoHasChosenNothingIsToldOfTheirOrdersAndGetsNoPromotions() {
        var shown = show();

        assertThat(shown.at("/notifications/ORDER_CONFIRMED/EMAIL").asBoolean()).isTrue();
        assertThat(shown.at("/notifications/PROMOTION/EMAIL").asBoolean()).isFalse();
        assertThat(shown.at("/timeZone").asString()).isEqualTo("UTC");
        assertThat(shown.at("/quietHours").isNull()).isTrue();
    }

    @Test
    void S2_peopleAreToldAsTheyChose() throws Exception {
        choose("""
            {"language": "pt-BR", "notifications": {"ORDER_CONFIRMED": {"IN_APP": false}, "ORDER_CANCELLED": {"EMAIL": false}}}""");
        var order = Order.of(customer, organization);

        shop.say(order.confirmed(), cancelled(order));

        eventually(() -> assertThat(shop.deliveries(customer))
                .containsExactly("EMAIL ORDER_CONFIRMED DELIVERED 1", "IN_APP ORDER_CANCELLED DELIVERED 0"));
        assertThat(MailServers.mailsTo(customer).getFirst().getSubject()).isEqualTo("Seu pedido está confirmado");
    }

    @Test
    void S2_quietHoursHoldBackWhatCanWaitAndNothingElse() {
        var now = LocalTime.now(ZoneOffset.UTC);
        choose("{\"quietHours\": {\"from\": \"%s\", \"until\": \"%s\"}}"
                .formatted(now.minusHours(2).withNano(0), now.plusHours(2).withNano(0)));
        var order = Order.of(customer, organization);

        shop.say(order.confirmed(), cancelled(order));

        eventually(() -> assertThat(shop.deliveries(customer))
                .contains("EMAIL ORDER_CANCELLED DELIVERED 1", "EMAIL ORDER_CONFIRMED PENDING 0"));
        eventually(() -> assertThat(jdbc.sql("""
                        select due_at > now() + interval '1 hour' from delivery_log
                        where account_id = :account and kind = 'ORDER_CONFIRMED' and channel = 'EMAIL'
                        """)
                        .param("account", customer)
                        .query(Boolean.class)
                        .single())
                .isTrue());
        assertThat(MailServers.mailsTo(customer)).hasSize(1);

        choose("{}");
        jdbc.sql("update delivery_log set due_at = now() where account_id = :account and status = 'PENDING'")
                .param("account", customer)
                .update();

        eventually(() -> assertThat(MailServers.mailsTo(customer)).hasSize(2));
    }

    @Test
    void S2_whoChangesWhatAnotherPageHasChangedMeanwhileIsToldSo() {
        assertThat(tag()).isEqualTo("\"0\"");
        choose("{\"language\": \"ko\", \"colour\": \"red\"}");
        assertThat(tag()).isEqualTo("\"1\"");

        put("{\"language\": \"en\"}", "\"0\"").expectStatus().isEqualTo(412);
        assertThat(show().at("/language").asString()).isEqualTo("ko");
        put("{\"language\": \"en\"}", "\"1\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");
    }

    private String tag() {
        return String.valueOf(http.get()
                .uri(PREFERENCES)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .returnResult()
                .getResponseHeaders()
                .getETag());
    }

    @Test
    void S4_othersHearOfAChangeAndOfNothingThatDidNotChange() {
        choose("{\"language\": \"ko\", \"personalRecommendations\": false}");
        choose("{\"language\": \"ko\", \"personalRecommendations\": false}");
        choose("{\"notifications\": {\"PROMOTION\": {\"EMAIL\": true}}}");

        eventually(() -> assertThat(ear.heardOf(customer)).hasSize(2));
        assertThat(ear.heardOf(customer))
                .extracting(UserPreferenceUpdated::sequence)
                .containsExactly(1L, 2L);
        assertThat(ear.heardOf(customer).getFirst().personalRecommendations()).isFalse();
        assertThat(ear.heardOf(customer).getFirst().language()).isEqualTo("ko");
        assertThat(ear.heardOf(customer).getLast().promotions()).isTrue();
        assertThat(ear.heardOf(customer).getLast().organizationId()).isEqualTo(organization);
    }

    @Test
    void F11_oneClickUnsubscribesFromOneKindAndLookingDoesNot() {
        var link = links.of(customer, Kind.ORDER_SHIPPED).getPath();

        http.get()
                .uri(link)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(it -> assertThat(it).contains("<form method=\"post\">"));
        assertThat(show().at("/notifications/ORDER_SHIPPED/EMAIL").asBoolean()).isTrue();
        for (var time = 0; time < 2; time++) {
            http.post()
                    .uri(link)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body("List-Unsubscribe=One-Click")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }

        assertThat(show().at("/notifications/ORDER_SHIPPED/EMAIL").asBoolean()).isFalse();
        assertThat(show().at("/notifications/ORDER_SHIPPED/IN_APP").asBoolean()).isTrue();
        assertThat(show().at("/notifications/ORDER_CONFIRMED/EMAIL").asBoolean())
                .isTrue();
        eventually(() -> assertThat(ear.heardOf(customer)).hasSize(1));
    }

    @Test
    void F11_aLinkThatWeDidNotMakeDoesNothing() {
        var link = links.of(customer, Kind.ORDER_SHIPPED).getPath();
        var end = link.charAt(link.length() - 2) == 'A' ? "BA" : "AA";

        for (var forged : new String[] {
            link.substring(0, link.length() - 2) + end,
            link.replace(".", ""),
            "/api/unsubscribe/x.y",
            "/api/unsubscribe/.",
            "/api/unsubscribe/" + "a".repeat(5_000) + ".b"
        }) {
            http.post().uri(forged).exchange().expectStatus().is4xxClientError();
        }
        assertThat(show().at("/notifications/ORDER_SHIPPED/EMAIL").asBoolean()).isTrue();
    }

    @Test
    void whatANewerVersionLetsPeopleChooseDoesNotDisturbAnOlderOne() {
        choose("{\"language\": \"ko\"}");
        jdbc.sql("""
                update notification_preferences
                set choices = '{"WEATHER": {"EMAIL": true}, "ORDER_CONFIRMED": {"PIGEON": true, "IN_APP": false}}'
                where account_id = :account
                """).param("account", customer).update();

        assertThat(show().at("/notifications/ORDER_CONFIRMED/IN_APP").asBoolean())
                .isFalse();
        assertThat(show().at("/notifications/ORDER_CONFIRMED/EMAIL").asBoolean())
                .isTrue();
    }

    @Test
    void F7_preferencesGoWithTheAccount() {
        choose("{\"language\": \"ko\"}");

        shop.say(new AccountErased(customer, organization, 9, Shop.NOW));

        eventually(() -> assertThat(show().get("language").isNull()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"language\": \"tlh\"}",
                "{\"timeZone\": \"Mars/Olympus\"}",
                "{\"timeZone\": \"../../etc/passwd\"}",
                "{\"quietHours\": {\"from\": \"22:00\", \"until\": \"22:00\"}}",
                "{\"quietHours\": {\"from\": \"25:00\", \"until\": \"07:00\"}}",
                "{\"quietHours\": {\"from\": \"22:00\"}}",
                "{\"notifications\": {\"WEATHER\": {\"EMAIL\": true}}}",
                "{\"notifications\": {\"PROMOTION\": {\"PIGEON\": true}}}",
                "{\"notifications\": {\"PROMOTION\": {\"IN_APP\": true}}}",
                "[]",
                "x"
            })
    void nonsenseIsRefusedAndChangesNothing(String body) {
        put(body).expectStatus().is4xxClientError();

        assertThat(show().get("language").isNull()).isTrue();
    }

    @Test
    void nobodyChoosesWithoutAToken() {
        http.get().uri(PREFERENCES).exchange().expectStatus().isUnauthorized();
        http.put()
                .uri(PREFERENCES)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private OrderCancelled cancelled(Order order) {
        return new OrderCancelled(order.id(), organization, 3, order.store(), customer, "CONFIRMED", "STAFF", Shop.NOW);
    }

    private JsonNode show() {
        return json.readTree(http.get()
                .uri(PREFERENCES)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent());
    }

    private void choose(String body) {
        put(body).expectStatus().isOk();
    }

    private RestTestClient.ResponseSpec put(String body) {
        return put(body, "*");
    }

    private RestTestClient.ResponseSpec put(String body, String ifMatch) {
        return http.put()
                .uri(PREFERENCES)
                .header("Authorization", "Bearer " + token)
                .header("If-Match", ifMatch)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }
}
