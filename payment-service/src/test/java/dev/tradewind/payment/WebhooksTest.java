package dev.tradewind.payment;

import static dev.tradewind.payment.Till.AMOUNT;
import static dev.tradewind.payment.Till.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.OrderReply.PaymentApproved;
import dev.tradewind.contracts.PaymentEvent.PaymentRefunded;
import dev.tradewind.messaging.Ids;
import dev.tradewind.payment.Till.Order;
import dev.tradewind.payment.domain.Card;
import dev.tradewind.payment.domain.PaymentProvider;
import dev.tradewind.payment.stripe.StripeServer;
import dev.tradewind.payment.stripe.StripeServer.Fault;
import dev.tradewind.payment.stripe.StripeSigner;
import dev.tradewind.payment.webhooks.Sweeper;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ChargingAtStripe
class WebhooksTest {

    @Autowired
    private Till till;

    @Autowired
    private StripeServer stripe;

    @Autowired
    private List<PaymentProvider> providers;

    @Autowired
    private RestTestClient http;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Sweeper sweeper;

    @ParameterizedTest
    @EnumSource(names = {"ANSWER_LOST", "DONE_AND_500", "NOT_DONE_AND_500", "RATE_LIMITED", "SLOW", "HANG"})
    void F2_anOrderIsChargedOnceAtStripeWhateverBecomesOfTheAnswer(Fault fault) {
        var order = till.charged(stripe.visaThatMeets(fault));

        till.hears(order, "PaymentProcessed", "PaymentApproved");
        till.say(order.refund(Ids.next(), 1_000));

        till.hears(order, "PaymentProcessed", "PaymentApproved", "PaymentRefunded", "RefundCompleted");
        assertThat(stripe.held(till.paymentOf(order).toString())).isEqualTo(AMOUNT.amount() - 1_000);
        assertThat(cardsOf(order)).isZero();
    }

    @Test
    void F2_aPaymentThatWasGivenUpIsKnownWhenStripeCalls() {
        var order = till.givenUp("stripe");
        stripeProvider().charge(till.paymentOf(order), AMOUNT, new Card.Token("tok_visa"));

        call(event("payment_intent.succeeded", till.paymentOf(order)))
                .expectStatus()
                .isOk();

        till.hears(order, "PaymentProcessed", "PaymentApproved");
        assertThat(outcomes(till.paymentOf(order))).isEqualTo("HINTED");
    }

    @Test
    void F2_theSameCallTwiceIsTakenOnce() {
        var order = approved();
        var event = event("payment_intent.succeeded", till.paymentOf(order));

        call(event).expectStatus().isOk();
        call(event).expectStatus().isOk();

        assertThat(outcomes(till.paymentOf(order))).isEqualTo("HINTED");
        till.hears(order, "PaymentProcessed", "PaymentApproved");
    }

    @Test
    void F2_aCallThatComesBeforeOurOwnAnswerChargesOnce() {
        var order = till.charged(stripe.visaThatMeets(Fault.HELD_BACK));
        till.hasPayment(order);
        patiently().until(() -> stripe.held(till.paymentOf(order).toString()) > 0);

        call(event("payment_intent.succeeded", till.paymentOf(order)))
                .expectStatus()
                .isOk();
        stripe.answerWhatIsHeldBack();

        till.hears(order, "PaymentProcessed", "PaymentApproved");
        assertThat(stripe.held(till.paymentOf(order).toString())).isEqualTo(AMOUNT.amount());
    }

    @Test
    void F2_callsInTheWrongOrderChangeNothing() {
        var order = approved();
        var payment = till.paymentOf(order);

        call(event("refund.updated", payment)).expectStatus().isOk();
        call(event("payment_intent.succeeded", payment)).expectStatus().isOk();
        call(event("payment_intent.processing", payment)).expectStatus().isOk();

        till.hears(order, "PaymentProcessed", "PaymentApproved");
        assertThat(till.status(order)).isEqualTo("APPROVED");
    }

    @Test
    void S9_moneyThatIsTakenAfterTheCancellationGoesBack() {
        var order = Order.any();
        till.say(order.charge("tok_chargeDeclined"));
        till.hears(order, "PaymentDeclined", "PaymentRefused");
        var payment = till.paymentOf(order);
        stripe.chargeAfterAll(payment.toString());

        call(event("payment_intent.succeeded", payment)).expectStatus().isOk();

        till.hasStatus(order, "REFUNDED");
        till.hasHeard(order, PaymentRefunded.class, 1);
        till.hasHeard(order, PaymentApproved.class, 0);
        assertThat(stripe.held(payment.toString())).isZero();
    }

    @Test
    void F2_forgedAndOldCallsAreRefusedAndNotWrittenDown() {
        var body = event("payment_intent.succeeded", Ids.next());
        var now = Instant.now().getEpochSecond();

        refused("stripe", body, "Stripe-Signature", StripeSigner.sign(body, "whsec_wrong", now));
        refused("stripe", body, "Stripe-Signature", StripeSigner.sign(body + " ", StripeSigner.SECRET, now));
        refused("stripe", body, "Stripe-Signature", StripeSigner.sign(body, StripeSigner.SECRET, now - 600));
        refused("stripe", body, "Stripe-Signature", "nonsense");
        refused("stripe", body, "Simulated-Signature", StripeSigner.sign(body, StripeSigner.SECRET, now));
        refused("simulated", body, "Simulated-Signature", StripeSigner.sign(body, StripeSigner.SECRET, now));
        refused("simulated", body, "Simulated-Signature", StripeSigner.sign(body, "whsec_simulated", now + 600));

        assertThat(jdbc.sql("select count(*) from webhook where event_id = :id")
                        .param("id", idOf(body))
                        .query((row, _) -> row.getLong(1))
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"id\":\"evt_1\"}", "{\"id\":1", "{\"id\":\"evt 1\",\"type\":\"x\"}"})
    void signedNonsenseIsABadRequest(String body) {
        call(body).expectStatus().isBadRequest();
    }

    @Test
    void aTypeThatNobodyListensToIsWrittenDownAndChangesNothing() {
        var order = approved();

        call(event("invoice.created", till.paymentOf(order))).expectStatus().isOk();
        call(event("payment_intent.succeeded", Ids.next())).expectStatus().isOk();

        assertThat(jdbc.sql("select outcome from webhook where type = 'invoice.created'")
                        .query((row, _) -> row.getString(1))
                        .single())
                .isEqualTo("IGNORED");
    }

    @Test
    void allOldCallsAreForgottenHoweverManyThereAre() {
        jdbc.sql("""
                insert into webhook (provider, event_id, type, outcome, received_at)
                select 'stripe', 'old_' || n, 'charge.updated', 'IGNORED', now() - interval '31 days'
                from generate_series(1, 12000) n
                """).update();

        sweeper.forgetOldCalls();

        assertThat(jdbc.sql("select count(*) from webhook where event_id like 'old%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theSimulatedProviderSignsInItsOwnName() {
        var body = "{\"id\":\"sim_1\",\"type\":\"charge.succeeded\",\"paymentId\":\"" + Ids.next() + "\"}";

        post("simulated", body, "Simulated-Signature", StripeSigner.sign(body, "whsec_simulated", seconds()))
                .expectStatus()
                .isOk();
    }

    @Test
    void aProviderThatNobodyKnowsAndABodyThatIsTooLargeAreRefused() {
        post("nobody", "{}", "Stripe-Signature", "x").expectStatus().isNotFound();
        post("stripe", "x".repeat(1_100_000), "Stripe-Signature", "x")
                .expectStatus()
                .isEqualTo(413);
    }

    private Order approved() {
        var order = till.charged("tok_visa");
        till.hasStatus(order, "APPROVED");
        return order;
    }

    private PaymentProvider stripeProvider() {
        return providers.stream()
                .filter(it -> it.name().equals("stripe"))
                .findFirst()
                .orElseThrow();
    }

    private void refused(String provider, String body, String header, String signature) {
        post(provider, body, header, signature).expectStatus().isUnauthorized();
    }

    private ResponseSpec call(String body) {
        return post("stripe", body, "Stripe-Signature", StripeSigner.sign(body, StripeSigner.SECRET, seconds()));
    }

    private ResponseSpec post(String provider, String body, String header, String signature) {
        return http.post()
                .uri("/api/webhooks/payments/" + provider)
                .contentType(MediaType.APPLICATION_JSON)
                .header(header, signature)
                .body(body)
                .exchange();
    }

    private static long seconds() {
        return Instant.now().getEpochSecond();
    }

    private static String event(String type, UUID payment) {
        return """
                {"id": "evt_%s", "object": "event", "type": "%s",
                 "data": {"object": {"id": "pi_x", "object": "payment_intent", "metadata": {"payment_id": "%s"}}}}
                """.formatted(Ids.next(), type, payment);
    }

    private static String idOf(String event) {
        return event.substring(event.indexOf("evt_"), event.indexOf("\",", event.indexOf("evt_")));
    }

    private String outcomes(UUID payment) {
        return jdbc.sql("select string_agg(outcome, ' ') from webhook where payment_id = :payment")
                .param("payment", payment)
                .query((row, _) -> row.getString(1))
                .single();
    }

    private long cardsOf(Order order) {
        return jdbc.sql("select count(card_token) from payment where charge_id = :order")
                .param("order", order.id())
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
