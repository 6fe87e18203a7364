package dev.tradewind.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Ids;
import dev.tradewind.payment.domain.Card;
import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.domain.Outcome.Cancelled;
import dev.tradewind.payment.domain.Outcome.Charged;
import dev.tradewind.payment.domain.Outcome.Declined;
import dev.tradewind.payment.domain.Outcome.NotNow;
import dev.tradewind.payment.domain.Outcome.RefundRefused;
import dev.tradewind.payment.domain.Outcome.Refunded;
import dev.tradewind.payment.domain.Outcome.Undecided;
import dev.tradewind.payment.domain.Outcome.Unknown;
import dev.tradewind.payment.stripe.StripeServer.Fault;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChargingWithStripeTest {

    private static final Money AMOUNT = new Money(3_980, "BRL");
    private static final Card VISA = new Card.Token("tok_visa");

    private final StripeServer server = new StripeServer();
    private final StripeProvider stripe = provider(StripeServer.key(), Clock.systemUTC());

    @AfterAll
    void closeTheServer() {
        server.close();
    }

    @Test
    void F2_anIntentIsCreatedThenConfirmedAndChargesOnceForItsKey() {
        var key = Ids.next();

        var first = stripe.charge(key, AMOUNT, VISA);
        var second = stripe.charge(key, AMOUNT, VISA);

        assertThat(first).isInstanceOf(Charged.class).isEqualTo(second);
        assertThat(server.held(key.toString())).isEqualTo(3_980);
        assertThat(server.bodies()).anyMatch(it -> it.contains("amount=3980") && it.contains("currency=brl"));
    }

    @ParameterizedTest
    @CsvSource({
        "tok_chargeDeclined, card_declined",
        "tok_chargeDeclinedInsufficientFunds, insufficient_funds",
        "tok_neverHeardOf, invalid_token"
    })
    void T3_aRefusedCardIsDeclinedWithAStableReasonHoweverOftenItIsAsked(String token, String reason) {
        var key = Ids.next();

        assertThat(stripe.charge(key, AMOUNT, new Card.Token(token))).isEqualTo(new Declined(reason));
        assertThat(stripe.charge(key, AMOUNT, new Card.Token(token))).isEqualTo(new Declined(reason));
        assertThat(server.held(key.toString())).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER_LOST", "DONE_AND_500", "NOT_DONE_AND_500", "HANG"})
    void T3_anAnswerThatIsMissingIsUnknownAndFoundByAskingWithOneCharge(Fault fault) {
        var key = Ids.next();
        server.then(fault);

        assertThat(stripe.charge(key, AMOUNT, VISA)).isInstanceOf(Unknown.class);
        var found = stripe.find(key, AMOUNT).orElseGet(() -> stripe.charge(key, AMOUNT, VISA));

        assertThat(found).isInstanceOf(Charged.class);
        assertThat(server.held(key.toString())).isEqualTo(3_980);
    }

    @Test
    void aRateLimitIsAMatterOfTime() {
        var key = Ids.next();
        server.then(Fault.RATE_LIMITED);

        assertThat(stripe.charge(key, AMOUNT, VISA)).isInstanceOf(NotNow.class);
        assertThat(stripe.find(key, AMOUNT)).isEmpty();
        assertThat(stripe.charge(key, AMOUNT, VISA)).isInstanceOf(Charged.class);
    }

    @Test
    void aSlowAnswerIsWaitedFor() {
        server.then(Fault.SLOW);

        assertThat(stripe.charge(Ids.next(), AMOUNT, VISA)).isInstanceOf(Charged.class);
    }

    @Test
    void S9_whatIsCancelledIsNeverChargedLater() {
        var key = Ids.next();

        assertThat(stripe.cancel(key, AMOUNT)).isEqualTo(new Cancelled());
        assertThat(stripe.charge(key, AMOUNT, VISA)).isEqualTo(new Declined("cancelled"));
        assertThat(stripe.cancel(key, AMOUNT)).isEqualTo(new Cancelled());
        assertThat(server.held(key.toString())).isZero();
    }

    @Test
    void S9_aCancellationThatComesTooLateTellsOfTheCharge() {
        var key = Ids.next();
        var charged = stripe.charge(key, AMOUNT, VISA);

        assertThat(stripe.cancel(key, AMOUNT)).isEqualTo(charged);
    }

    @Test
    void F3_refundsGoBackOnceForTheirIdsAndNeverBeyondTheCharge() {
        var key = Ids.next();
        var intent = charged(key);
        var refund = Ids.next();

        var first = stripe.refund(refund, intent, new Money(1_000, "BRL"));
        var again = stripe.refund(refund, intent, new Money(1_000, "BRL"));
        var rest = stripe.refund(Ids.next(), intent, new Money(2_980, "BRL"));
        var tooMuch = stripe.refund(Ids.next(), intent, new Money(1, "BRL"));

        assertThat(first).isInstanceOf(Refunded.class).isEqualTo(again);
        assertThat(rest).isInstanceOf(Refunded.class);
        assertThat(tooMuch)
                .isInstanceOfSatisfying(
                        RefundRefused.class, it -> assertThat(it.reason()).isEqualTo("charge_already_refunded"));
        assertThat(server.held(key.toString())).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER_LOST", "DONE_AND_500", "NOT_DONE_AND_500", "HANG"})
    void F3_aRefundWithoutAnAnswerIsAskedAgainAndPaidOnce(Fault fault) {
        var key = Ids.next();
        var intent = charged(key);
        var refund = Ids.next();
        server.then(fault);

        assertThat(stripe.refund(refund, intent, AMOUNT)).isInstanceOf(Unknown.class);
        assertThat(stripe.refund(refund, intent, AMOUNT)).isInstanceOf(Refunded.class);
        assertThat(server.held(key.toString())).isZero();
    }

    @Test
    void aChargeAndARefundThatStripeStillHasInHandAreNotDecided() {
        var intent = charged(Ids.next());
        var refund = Ids.next();
        server.takeTimeToRefund();

        assertThat(stripe.charge(Ids.next(), AMOUNT, new Card.Token("tok_processing")))
                .isEqualTo(new Undecided("processing"));
        assertThat(stripe.refund(refund, intent, AMOUNT)).isEqualTo(new Undecided("pending"));
        server.finishRefunds();
        assertThat(stripe.refund(refund, intent, AMOUNT)).isInstanceOf(Refunded.class);
    }

    @Test
    void whatIsOlderThanStripesMemoryOfKeysIsFoundByOurIds() {
        var key = Ids.next();
        var intent = charged(key);
        var refund = Ids.next();
        var refunded = stripe.refund(refund, intent, AMOUNT);
        var later = provider(StripeServer.key(), Clock.offset(Clock.systemUTC(), Duration.ofHours(30)));

        assertThat(later.find(key, AMOUNT)).contains(new Charged(intent));
        assertThat(later.refund(refund, intent, AMOUNT)).isEqualTo(refunded);
    }

    @Test
    void aCardThatStripeDoesNotKeepIsAskedFor() {
        assertThat(stripe.charge(Ids.next(), AMOUNT, new Card.OnFile("pi_1"))).isEqualTo(new Declined("card_required"));
    }

    @Test
    void aKeyOfOursThatIsNotAcceptedDecidesNothing() {
        assertThat(provider("sk_wrong", Clock.systemUTC()).charge(Ids.next(), AMOUNT, VISA))
                .isInstanceOf(NotNow.class);
    }

    private String charged(UUID key) {
        Outcome outcome = stripe.charge(key, AMOUNT, VISA);
        assertThat(outcome).isInstanceOf(Charged.class);
        return ((Charged) outcome).reference();
    }

    private StripeProvider provider(String key, Clock clock) {
        var client = StripeClient.builder()
                .setApiKey(key)
                .setApiBase(server.base().toString())
                .setConnectTimeout(2_000)
                .setReadTimeout(2_000)
                .setMaxNetworkRetries(0)
                .build();
        return new StripeProvider(new Intents(client, clock), new StripeRefunds(client, clock));
    }
}
