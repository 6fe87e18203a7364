package dev.tradewind.notification.mailing;

import static dev.tradewind.notification.Shop.NOW;
import static dev.tradewind.notification.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.AccountEvent.AccountClosed;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import dev.tradewind.notification.MailServers;
import dev.tradewind.notification.Shop;
import dev.tradewind.notification.Shop.Order;
import dev.tradewind.notification.WithMails;
import dev.tradewind.testing.TestTokens;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@WithMails
class SendingMailsTest {

    private final UUID customer = Ids.next();
    private final UUID organization = Ids.next();
    private final Order order = Order.of(customer, organization);

    @Autowired
    private Shop shop;

    @Autowired
    private OutboundMails mails;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RestTestClient http;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Subscription<OrderEvent> notificationOrders;

    @Test
    void T5_aConfirmedOrderIsMailedAsTextAndAsAPage() throws Exception {
        shop.say(order.storeChanged("Hats & More"));
        eventually(() -> assertThat(jdbc.sql("select count(*) from stores where id = :id")
                        .param("id", order.store())
                        .query(Long.class)
                        .single())
                .isEqualTo(1));
        shop.say(order.placed(), order.confirmed());

        eventually(() -> assertThat(shop.deliveries(customer))
                .containsExactly("EMAIL ORDER_CONFIRMED DELIVERED 1", "IN_APP ORDER_CONFIRMED DELIVERED 0"));
        var mail = MailServers.mailsTo(customer).getFirst();
        assertThat(MailServers.mailsTo(customer)).hasSize(1);
        assertThat(mail.getSubject()).isEqualTo("Your order is confirmed – SF-7");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("Hats & More <no-reply@tradewind.invalid>");
        var parts = (MimeMultipart) ((MimeMultipart)
                        ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent())
                .getBodyPart(0)
                .getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("Hello Ana <b>Lima</b>,", "your payment of 39.80 BRL", "2 x Sun hat (19.90 BRL)");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("Hello Ana &lt;b&gt;Lima&lt;/b&gt;,", "your payment of 39.80 BRL");
        eventually(
                () -> assertThat(jdbc.sql("select '<' || id || '@tradewind.invalid> ' || provider_id from delivery_log"
                                        + " where account_id = :account and channel = 'EMAIL'")
                                .param("account", customer)
                                .query(String.class)
                                .list())
                        .containsExactly(mail.getMessageID() + " " + mail.getMessageID()));
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
    }

    @Test
    void T5_anEventIsMailedOnceHoweverOftenItComes() {
        var received = new Received<OrderEvent>(Ids.next(), order.confirmed(), NOW, null);
        var transaction = new TransactionTemplate(transactions);

        transaction.executeWithoutResult(_ -> notificationOrders.handler().handle(List.of(received, received)));
        eventually(() -> assertThat(MailServers.mailsTo(customer)).hasSize(1));
        transaction.executeWithoutResult(_ -> notificationOrders.handler().handle(List.of(received)));

        eventually(() -> assertThat(shop.deliveries(customer))
                .containsExactly("EMAIL ORDER_CONFIRMED DELIVERED 1", "IN_APP ORDER_CONFIRMED DELIVERED 0"));
        assertThat(MailServers.mailsTo(customer)).hasSize(1);
    }

    @Test
    void T5_whatWasNotWantedWhenItHappenedIsNotToldWhenItIsWantedLater() {
        var received = new Received<OrderEvent>(Ids.next(), order.placed(), NOW, null);
        var transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(_ -> notificationOrders.handler().handle(List.of(received)));
        http.put()
                .uri("/api/me/notification-preferences")
                .header("Authorization", "Bearer " + TestTokens.customer(customer, organization))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"notifications\": {\"ORDER_PLACED\": {\"EMAIL\": true, \"IN_APP\": true}}}")
                .exchange()
                .expectStatus()
                .isOk();

        transaction.executeWithoutResult(_ -> notificationOrders.handler().handle(List.of(received)));
        assertThat(shop.deliveries(customer)).isEmpty();

        var next = new Received<OrderEvent>(
                Ids.next(), Order.of(customer, organization).placed(), NOW, null);
        transaction.executeWithoutResult(_ -> notificationOrders.handler().handle(List.of(next)));
        assertThat(shop.deliveries(customer)).hasSize(2);
    }

    /// Had we died between the server's word and ours.
    @Test
    void T5_aMailThatWasAcceptedAndNotNotedComesAgainUnderTheSameMessageId() throws Exception {
        shop.say(order.confirmed());
        eventually(() -> assertThat(shop.deliveries(customer)).contains("EMAIL ORDER_CONFIRMED DELIVERED 1"));

        jdbc.sql("""
                update delivery_log set status = 'PENDING', settled_at = null, lease = id, due_at = now()
                where account_id = :account and channel = 'EMAIL'
                """).param("account", customer).update();

        eventually(() -> assertThat(shop.deliveries(customer)).contains("EMAIL ORDER_CONFIRMED DELIVERED 2"));
        var mails = MailServers.mailsTo(customer);
        assertThat(mails).hasSize(2);
        assertThat(mails.getFirst().getMessageID()).isEqualTo(mails.getLast().getMessageID());
    }

    @Test
    void T5_aMailServerThatIsAwayLosesNothing() {
        MailServers.stop();
        try {
            shop.say(order.confirmed());
            eventually(() -> assertThat(shop.deliveries(customer))
                    .anyMatch(it -> it.startsWith("EMAIL ORDER_CONFIRMED FAILED")));
        } finally {
            MailServers.start();
        }

        eventually(() -> assertThat(MailServers.mailsTo(customer)).hasSize(1));
        eventually(() ->
                assertThat(shop.deliveries(customer)).anyMatch(it -> it.startsWith("EMAIL ORDER_CONFIRMED DELIVERED")));
    }

    @Test
    void T5_aMailGivenUpIsShownToTheOperatorWhoSendsItAgain() {
        var id = dead();

        http.get()
                .uri("/api/ops/deliveries?status=DEAD&limit=100")
                .header("Authorization", "Bearer " + TestTokens.operator())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(it -> assertThat(it).contains(id.toString()).doesNotContain(MailServers.address(customer)));
        redeliver(id, "{}").expectStatus().isEqualTo(422);
        redeliver(Ids.next(), "{\"reason\":\"a try\"}").expectStatus().isNotFound();
        redeliver(id, "{\"reason\":\"the server is repaired\"}").expectStatus().isOk();

        eventually(() -> assertThat(MailServers.mailsTo(customer)).hasSize(1));
        eventually(
                () -> redeliver(id, "{\"reason\":\"once more\"}").expectStatus().isEqualTo(409));
        assertThat(jdbc.sql("select action || ': ' || reason from operator_actions where subject like '%' || :id")
                        .param("id", id.toString())
                        .query(String.class)
                        .list())
                .containsExactly("redeliver: the server is repaired");
    }

    @Test
    void F7_nobodyIsWrittenToBehindAClosedAccount() {
        shop.say(order.confirmed());
        eventually(() -> assertThat(MailServers.mailsTo(customer)).hasSize(1));
        MailServers.close(customer);
        shop.say(new AccountClosed(customer, organization, 5, NOW, NOW));
        eventually(() -> assertThat(jdbc.sql("select count(*) from contact_changes where account_id = :id")
                        .param("id", customer)
                        .query(Long.class)
                        .single())
                .isEqualTo(1));

        shop.say(Order.of(customer, organization).confirmed());

        eventually(() -> assertThat(shop.deliveries(customer))
                .contains("EMAIL ORDER_CONFIRMED DELIVERED 1", "EMAIL ORDER_CONFIRMED DROPPED 1"));
        assertThat(MailServers.mailsTo(customer)).hasSize(1);
    }

    @Test
    void whatWasSettledLongAgoIsForgottenAndWhatIsDeadWaitsForItsOperator() {
        shop.say(order.confirmed());
        eventually(() -> assertThat(shop.deliveries(customer)).contains("EMAIL ORDER_CONFIRMED DELIVERED 1"));
        dead();
        jdbc.sql("update delivery_log set settled_at = settled_at - interval '2 years' where account_id = :account")
                .param("account", customer)
                .update();

        assertThat(mails.forgetSettledBefore(NOW.minus(Duration.ofDays(365)))).isFalse();

        assertThat(shop.deliveries(customer)).containsExactly("EMAIL ORDER_CANCELLED DEAD 12");
    }

    private UUID dead() {
        var id = Ids.next();
        jdbc.sql("""
                insert into delivery_log (
                    id, event_id, event_type, kind, channel, account_id, organization_id, type, data, due_at, status,
                    tries, problem, occurred_at, created_at, settled_at)
                values (:id, :id, 'a test', 'ORDER_CANCELLED', 'EMAIL', :account, :organization, 'order:updated',
                        '{"lines": []}', now(), 'DEAD', 12, '550 no', now(), now(), now())
                """)
                .param("id", id)
                .param("account", customer)
                .param("organization", organization)
                .update();
        return id;
    }

    private RestTestClient.ResponseSpec redeliver(UUID id, String body) {
        return http.post()
                .uri("/api/ops/deliveries/" + id + "/redeliver")
                .header("Authorization", "Bearer " + TestTokens.operator())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }
}
