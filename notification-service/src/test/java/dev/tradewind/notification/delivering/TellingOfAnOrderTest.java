package dev.tradewind.notification.delivering;

import static dev.tradewind.notification.Shop.NOW;
import static dev.tradewind.notification.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderCompleted;
import dev.tradewind.contracts.OrderEvent.OrderDelivered;
import dev.tradewind.contracts.OrderEvent.OrderFulfilled;
import dev.tradewind.contracts.OrderEvent.OrderModified;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.contracts.OrderEvent.OrderShipped;
import dev.tradewind.contracts.OrderEvent.OrderStatusChanged;
import dev.tradewind.contracts.PaymentEvent.PaymentDeclined;
import dev.tradewind.contracts.PaymentEvent.PaymentProcessed;
import dev.tradewind.contracts.PaymentEvent.PaymentRefunded;
import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.MailServers;
import dev.tradewind.notification.Shop;
import dev.tradewind.notification.Shop.Order;
import dev.tradewind.notification.WithMails;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithMails
class TellingOfAnOrderTest {

    private final UUID customer = Ids.next();
    private final UUID organization = Ids.next();
    private final Order order = Order.of(customer, organization);

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void F4_anOrderIsMailedWhenConfirmedShippedAndDeliveredAndThenAReviewIsAskedFor() throws Exception {
        shop.say(
                order.placed(),
                order.confirmed(),
                step(3, "CONFIRMED", "PACKED", "Wrapped as a gift."),
                new OrderFulfilled(order.id(), organization, 4, order.store(), customer, "PACKED", NOW),
                step(5, "PACKED", "SHIPPED", null),
                new OrderShipped(order.id(), organization, 6, order.store(), customer, "demo-post", "DP1", NOW),
                step(7, "SHIPPED", "DELIVERED", null),
                new OrderDelivered(order.id(), organization, 8, order.store(), customer, List.of(), NOW));

        eventually(() -> assertThat(shop.deliveries(customer))
                .containsExactly(
                        "EMAIL ORDER_CONFIRMED DELIVERED 1",
                        "EMAIL ORDER_DELIVERED DELIVERED 1",
                        "EMAIL ORDER_SHIPPED DELIVERED 1",
                        "EMAIL REVIEW_REQUEST PENDING 0",
                        "IN_APP ORDER_CONFIRMED DELIVERED 0",
                        "IN_APP ORDER_DELIVERED DELIVERED 0",
                        "IN_APP ORDER_PACKED DELIVERED 0",
                        "IN_APP ORDER_SHIPPED DELIVERED 0"));
        assertThat(subjects())
                .containsExactlyInAnyOrder(
                        "Your order is confirmed – SF-7",
                        "Your order was shipped – SF-7",
                        "Your order was delivered – SF-7");
        assertThat(mail("shipped")).contains("Carrier: demo-post", "Tracking number: DP1");
        assertThat(notice("ORDER_PACKED")).contains("From the store: Wrapped as a gift.");
        assertThat(jdbc.sql("select due_at from delivery_log where account_id = :account and kind = 'REVIEW_REQUEST'")
                        .param("account", customer)
                        .query((row, _) -> row.getTimestamp(1).toInstant())
                        .single())
                .isEqualTo(NOW.plus(Duration.ofDays(1)));

        jdbc.sql("update delivery_log set due_at = now() where account_id = :account and kind = 'REVIEW_REQUEST'")
                .param("account", customer)
                .update();

        eventually(() -> assertThat(mail("How was it?")).contains("2 x Sun hat"));
    }

    @Test
    void S2_everyStepOfAKitchenIsToldOnceWithItsEstimateAndNote() throws Exception {
        var estimate = Instant.parse("2026-11-21T18:30:00Z");
        shop.say(
                order.placed(),
                order.confirmed(),
                step(3, "CONFIRMED", "PREPARING", null, estimate),
                step(4, "PREPARING", "PREPARING", "Ten minutes more, sorry.", estimate.plusSeconds(600)),
                step(5, "PREPARING", "READY", null),
                new OrderFulfilled(order.id(), organization, 6, order.store(), customer, "READY", NOW),
                step(7, "READY", "COMPLETED", null),
                new OrderCompleted(order.id(), organization, 8, order.store(), customer, List.of(), NOW));

        eventually(() -> assertThat(shop.deliveries(customer))
                .containsExactly(
                        "EMAIL ORDER_CONFIRMED DELIVERED 1",
                        "EMAIL ORDER_PREPARING DELIVERED 1",
                        "EMAIL ORDER_READY DELIVERED 1",
                        "EMAIL ORDER_UPDATED DELIVERED 1",
                        "EMAIL REVIEW_REQUEST PENDING 0",
                        "IN_APP ORDER_COMPLETED DELIVERED 0",
                        "IN_APP ORDER_CONFIRMED DELIVERED 0",
                        "IN_APP ORDER_PREPARING DELIVERED 0",
                        "IN_APP ORDER_READY DELIVERED 0",
                        "IN_APP ORDER_UPDATED DELIVERED 0"));
        assertThat(mail("being prepared")).contains("Ready about: 21 Nov 2026 18:30 (UTC)");
        assertThat(mail("News about")).contains("18:40 (UTC)", "From the store: Ten minutes more, sorry.");
    }

    @Test
    void F3_moneyThatComesAndGoesIsToldAndAChangedOrderToo() throws Exception {
        var paid = new Money(3_980, "BRL");
        var less = new Money(1_990, "BRL");
        shop.say(order.placed(), order.confirmed());
        eventually(() -> assertThat(shop.deliveries(customer)).hasSize(2));
        shop.say(
                new PaymentProcessed(order.id(), organization, 1, Ids.next(), customer, paid, NOW),
                new PaymentRefunded(order.id(), organization, 2, Ids.next(), customer, Ids.next(), less, NOW),
                new OrderModified(
                        order.id(),
                        organization,
                        3,
                        order.store(),
                        customer,
                        order.placed().lines(),
                        paid,
                        less,
                        NOW));

        eventually(() -> assertThat(shop.deliveries(customer))
                .contains(
                        "EMAIL PAYMENT_RECEIVED DELIVERED 1",
                        "EMAIL PAYMENT_REFUNDED DELIVERED 1",
                        "EMAIL ORDER_MODIFIED DELIVERED 1",
                        "IN_APP PAYMENT_RECEIVED DELIVERED 0",
                        "IN_APP PAYMENT_REFUNDED DELIVERED 0",
                        "IN_APP ORDER_MODIFIED DELIVERED 0"));
        assertThat(mail("Money goes back to you – SF-7")).contains("We gave back 19.90 BRL.");
        assertThat(mail("was changed")).contains("The new total is 19.90 BRL.");
    }

    @Test
    void T6_aDeclinedCardIsToldOnce() throws Exception {
        shop.say(
                new PaymentDeclined(order.id(), organization, 1, Ids.next(), customer, "card_declined", NOW),
                new OrderRejected(order.id(), organization, 2, order.store(), customer, "payment-declined", NOW));

        eventually(() -> assertThat(shop.deliveries(customer))
                .containsExactly("EMAIL ORDER_REJECTED DELIVERED 1", "IN_APP ORDER_REJECTED DELIVERED 0"));
        assertThat(mail("could not take")).contains("Your payment was declined. Nothing stays charged.");
        assertThat(MailServers.mailsTo(customer).getFirst().getHeader("List-Unsubscribe"))
                .isNull();
    }

    private Message step(long sequence, String from, String to, @Nullable String note) {
        return step(sequence, from, to, note, null);
    }

    private Message step(long sequence, String from, String to, @Nullable String note, @Nullable Instant estimate) {
        return new OrderStatusChanged(
                order.id(), organization, sequence, order.store(), customer, from, to, estimate, note, NOW);
    }

    private List<String> subjects() throws MessagingException {
        var subjects = new String[MailServers.mailsTo(customer).size()];
        for (var i = 0; i < subjects.length; i++) {
            subjects[i] = MailServers.mailsTo(customer).get(i).getSubject();
        }
        return Arrays.asList(subjects);
    }

    /// The text of the mail with these words in its subject.
    private String mail(String subject) throws MessagingException, IOException {
        for (var mail : MailServers.mailsTo(customer)) {
            if (mail.getSubject().contains(subject)) {
                return plain(mail);
            }
        }
        throw new AssertionError("No mail called " + subject + " among " + subjects());
    }

    private static String plain(MimeMessage mail) throws MessagingException, IOException {
        var content = mail.getContent();
        while (content instanceof Multipart parts) {
            content = parts.getBodyPart(0).getContent();
        }
        return content.toString();
    }

    private String notice(String kind) {
        return jdbc.sql(
                        "select body from delivery_log where account_id = :account and kind = :kind and channel = 'IN_APP'")
                .param("account", customer)
                .param("kind", kind)
                .query((row, _) -> row.getString(1))
                .single();
    }
}
