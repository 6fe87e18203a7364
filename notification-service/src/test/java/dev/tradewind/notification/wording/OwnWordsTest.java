package dev.tradewind.notification.wording;

import static dev.tradewind.notification.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.MailServers;
import dev.tradewind.notification.Shop;
import dev.tradewind.notification.Shop.Order;
import dev.tradewind.notification.WithMails;
import dev.tradewind.testing.TestTokens;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@WithMails
class OwnWordsTest {

    private static final String CONFIRMED = "/api/notification-templates/ORDER_CONFIRMED/en";
    private static final String OWN = """
        {"subject": "Yay, [(${name})]!", "html": "<h1 th:text=\\"${total}\\">x</h1>", "text": "Paid: [(${total})]"}""";

    private final UUID organization = Ids.next();
    private final String admin = TestTokens.admin(Ids.next(), organization);

    @Autowired
    private RestTestClient http;

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void T5_anOrganizationWordsItsOwnMailsAndNobodyElses() throws Exception {
        send(HttpMethod.PUT, CONFIRMED, admin, OWN).expectStatus().isOk();
        var ours = Ids.next();
        var theirs = Ids.next();

        shop.say(
                Order.of(ours, organization).confirmed(),
                Order.of(theirs, Ids.next()).confirmed());

        eventually(() -> assertThat(MailServers.mailsTo(ours)).hasSize(1));
        eventually(() -> assertThat(MailServers.mailsTo(theirs)).hasSize(1));
        assertThat(MailServers.mailsTo(ours).getFirst().getSubject()).isEqualTo("Yay, Ana <b>Lima</b>!");
        assertThat(MailServers.mailsTo(theirs).getFirst().getSubject()).isEqualTo("Your order is confirmed");
    }

    /// What was tried before it was kept fails all the same when it was changed behind our back.
    @Test
    void T5_aTemplateThatFailsDoesNotKeepTheNewsBack() throws Exception {
        send(HttpMethod.PUT, CONFIRMED, admin, OWN).expectStatus().isOk();
        jdbc.sql("update own_layouts set html = '<p th:text=\"${a.b(c)}\"></p>' where organization_id = :id")
                .param("id", organization)
                .update();
        var customer = Ids.next();

        shop.say(Order.of(customer, organization).confirmed());

        eventually(() -> assertThat(MailServers.mailsTo(customer)).hasSize(1));
        assertThat(MailServers.mailsTo(customer).getFirst().getSubject()).isEqualTo("Your order is confirmed");
    }

    @Test
    void T5_aHostileTemplateIsRefusedAndTheOldOneStays() {
        send(HttpMethod.PUT, CONFIRMED, admin, OWN).expectStatus().isOk();

        send(HttpMethod.PUT, CONFIRMED, admin, OWN.replace("${total}\\\"", "${T(java.lang.Runtime).getRuntime()}\\\""))
                .expectStatus()
                .isEqualTo(422);

        send(HttpMethod.GET, CONFIRMED, admin, null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.subject")
                .isEqualTo("Yay, [(${name})]!");
    }

    @Test
    void T5_aPreviewShowsTheMailAndKeepsNothing() {
        send(HttpMethod.POST, CONFIRMED + "/preview", admin, OWN)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.html")
                .isEqualTo("<h1>129.80 USD</h1>");
        send(HttpMethod.GET, CONFIRMED, admin, null).expectStatus().isNotFound();
        send(HttpMethod.DELETE, CONFIRMED, admin, null).expectStatus().isNotFound();
    }

    @Test
    void P7_otherOrganizationsTemplatesAreNotThereAndOnlyAdminsMay() {
        send(HttpMethod.PUT, CONFIRMED, admin, OWN).expectStatus().isOk();

        send(HttpMethod.GET, CONFIRMED, TestTokens.admin(Ids.next(), Ids.next()), null)
                .expectStatus()
                .isNotFound();
        for (var other : new String[] {
            TestTokens.customer(Ids.next(), organization),
            TestTokens.staff(Ids.next(), organization),
            TestTokens.operator()
        }) {
            send(HttpMethod.PUT, CONFIRMED, other, OWN).expectStatus().isForbidden();
        }
        send(HttpMethod.PUT, CONFIRMED.replace("/en", "/tlh"), admin, OWN)
                .expectStatus()
                .isBadRequest();
        send(HttpMethod.DELETE, CONFIRMED, admin, null).expectStatus().isNoContent();
    }

    private RestTestClient.ResponseSpec send(HttpMethod method, String path, String token, @Nullable String body) {
        var request = http.method(method).uri(path).header("Authorization", "Bearer " + token);
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }
}
