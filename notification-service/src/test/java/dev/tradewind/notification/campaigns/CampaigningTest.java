package dev.tradewind.notification.campaigns;

import static dev.tradewind.notification.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.MailServers;
import dev.tradewind.notification.Shop;
import dev.tradewind.notification.Shop.Order;
import dev.tradewind.notification.WithMails;
import dev.tradewind.testing.TestTokens;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.IntStream;
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
class CampaigningTest {

    private final Instant lately = Instant.now().minus(3, ChronoUnit.DAYS);
    private final Instant longAgo = Instant.now().minus(40, ChronoUnit.DAYS);

    private final UUID organization = Ids.next();
    private final String admin = TestTokens.admin(Ids.next(), organization);
    private final JsonMapper json = new JsonMapper();

    @Autowired
    private RestTestClient http;

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Campaigning campaigning;

    @Test
    void F11_aCampaignReachesWhoSaidYesAndOrderedLikeThatOnce() throws Exception {
        var good = sayYes(Ids.next());
        var order = ordered(good, 10_000, lately);
        var silent = Ids.next();
        ordered(silent, 10_000, lately);
        var poor = sayYes(Ids.next());
        ordered(poor, 9_999, lately);
        var elsewhere = sayYes(Ids.next());
        shop.say(Order.of(elsewhere, Ids.next()).placed(20_000, lately));
        var old = sayYes(Ids.next());
        ordered(old, 20_000, longAgo);
        var gone = sayYes(Ids.next());
        var givenUp = ordered(gone, 20_000, lately);
        shop.say(new OrderCancelled(
                givenUp.id(), organization, 3, givenUp.store(), gone, "CONFIRMED", "CUSTOMER", lately));
        awaitHistory(4);

        var campaign = begin("""
            {"orderedWithinDays": 30, "spentAtLeast": {"amount": 10000, "currency": "BRL"}}""");

        awaitDone(campaign);
        eventually(() -> assertThat(MailServers.mailsTo(good)).hasSize(1));
        for (var nobody : new UUID[] {silent, poor, elsewhere, old, gone}) {
            assertThat(shop.deliveries(nobody)).noneMatch(it -> it.contains("PROMOTION"));
        }
        var mail = MailServers.mailsTo(good).getFirst();
        assertThat(mail.getSubject()).isEqualTo("Summer sale");
        assertThat(mail.getHeader("List-Unsubscribe")).hasSize(1);

        var ofProduct = begin("{\"productId\": \"%s\", \"storeId\": \"%s\"}".formatted(order.product(), order.store()));
        awaitDone(ofProduct);
        eventually(
                () -> assertThat(show(ofProduct).at("/mails/DELIVERED").asInt()).isEqualTo(1));

        // One click, and the next campaign passes by.
        var link = mail.getHeader("List-Unsubscribe")[0].replaceAll("[<>]", "");
        http.post().uri(URI.create(link).getPath()).exchange().expectStatus().isOk();
        var next = begin("{\"productId\": \"%s\"}".formatted(order.product()));
        awaitDone(next);
        assertThat(show(next).get("mails")).isEmpty();
    }

    @Test
    void F11_aCampaignIsSentAtItsPaceAndCanBeAborted() {
        var people = IntStream.range(0, 5).mapToObj(_ -> sayYes(Ids.next())).toList();

        var campaign = begin("{}", 1);
        eventually(
                () -> assertThat(show(campaign).at("/mails/DELIVERED").asInt()).isEqualTo(1));
        // Nothing is due for a minute.
        assertThat(campaigning.step()).isFalse();
        assertThat(show(campaign).at("/campaign/status").asString()).isEqualTo("RUNNING");

        post("/api/campaigns/" + campaign + "/abort", admin).expectStatus().isOk();
        jdbc.sql("update campaigns set next_at = now() where id = :id")
                .param("id", campaign)
                .update();

        assertThat(campaigning.step()).isFalse();
        post("/api/campaigns/" + campaign + "/abort", admin).expectStatus().isEqualTo(409);
        assertThat(people.stream()
                        .mapToInt(it -> MailServers.mailsTo(it).size())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void F11_aRequestThatIsRepeatedBeginsOneCampaign() {
        var key = Ids.next().toString();

        assertThat(begin("{}", 60, key)).isEqualTo(begin("{}", 60, key));
    }

    @Test
    void F11_otherOrganizationsCampaignsAreNotThereAndOnlyAdminsMay() {
        var campaign = begin("{}", 60);

        post("/api/campaigns/" + campaign + "/abort", TestTokens.admin(Ids.next(), Ids.next()))
                .expectStatus()
                .isNotFound();
        post("/api/campaigns/" + campaign + "/abort", TestTokens.staff(Ids.next(), organization))
                .expectStatus()
                .isForbidden();
        post("/api/campaigns/" + campaign + "/abort", TestTokens.operator())
                .expectStatus()
                .isForbidden();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"a\",\"sender\":\"b\",\"title\":\"c\",\"text\":\"d\",\"mailsPerMinute\":0}",
                "{\"name\":\"a\",\"sender\":\"b\",\"title\":\"c\",\"text\":\"d\",\"mailsPerMinute\":6001}",
                "{\"name\":\"a\",\"sender\":\"b\",\"title\":\"c\",\"text\":\"d\",\"audience\":{\"orderedWithinDays\":0}}",
                "{\"name\":\"a\",\"sender\":\"b\",\"title\":\"c\",\"text\":\"d\",\"audience\":{\"spentAtLeast\":{\"amount\":-1,\"currency\":\"BRL\"}}}",
                "{\"name\":\"a\",\"sender\":\"b\",\"title\":\"c\",\"text\":\"d\",\"audience\":{\"everybody\":true}}"
            })
    void nonsenseIsRefused(String body) {
        request(body, Ids.next().toString()).expectStatus().is4xxClientError();
    }

    private UUID sayYes(UUID account) {
        http.put()
                .uri("/api/me/notification-preferences")
                .header("Authorization", "Bearer " + TestTokens.customer(account, organization))
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        "{\"notifications\": {\"PROMOTION\": {\"EMAIL\": true}, \"ORDER_CONFIRMED\": {\"EMAIL\": false}}}")
                .exchange()
                .expectStatus()
                .isOk();
        return account;
    }

    private Order ordered(UUID customer, long total, Instant at) {
        var order = Order.of(customer, organization);
        shop.say(order.placed(total, at), order.confirmed(total, at));
        return order;
    }

    /// Kept orders that the projection has to know.
    private void awaitHistory(int kept) {
        eventually(
                () -> assertThat(jdbc.sql("select count(*) filter (where kept) || ' of ' || count(*) from order_facts"
                                        + " where organization_id = :organization")
                                .param("organization", organization)
                                .query(String.class)
                                .single())
                        .isEqualTo(kept + " of " + (kept + 1)));
    }

    private void awaitDone(UUID campaign) {
        eventually(() ->
                assertThat(show(campaign).at("/campaign/status").asString()).isEqualTo("DONE"));
    }

    private UUID begin(String audience) {
        return begin(audience, 6_000);
    }

    private UUID begin(String audience, int mailsPerMinute) {
        return begin(audience, mailsPerMinute, Ids.next().toString());
    }

    private UUID begin(String audience, int mailsPerMinute, String key) {
        var begun = request("""
                {"name": "Summer", "sender": "Hats", "title": "Summer sale", "text": "All hats cost half until Sunday.",
                 "mailsPerMinute": %d, "audience": %s}""".formatted(mailsPerMinute, audience), key)
                .expectStatus()
                .isCreated()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return UUID.fromString(json.readTree(begun).get("id").asString());
    }

    private RestTestClient.ResponseSpec request(String body, String key) {
        return http.post()
                .uri("/api/campaigns")
                .header("Authorization", "Bearer " + admin)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private RestTestClient.ResponseSpec post(String path, String token) {
        return http.post().uri(path).header("Authorization", "Bearer " + token).exchange();
    }

    private JsonNode show(UUID campaign) {
        return json.readTree(http.get()
                .uri("/api/campaigns/" + campaign)
                .header("Authorization", "Bearer " + admin)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent());
    }
}
