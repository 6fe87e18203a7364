package dev.tradewind.payment;

import static dev.tradewind.payment.Till.AMOUNT;
import static dev.tradewind.payment.Till.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tradewind.contracts.OrderReply.PaymentApproved;
import dev.tradewind.contracts.OrderReply.PaymentRefused;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentEvent.PaymentDeclined;
import dev.tradewind.contracts.PaymentEvent.PaymentProcessed;
import dev.tradewind.contracts.PaymentEvent.PaymentRefunded;
import dev.tradewind.messaging.Ids;
import dev.tradewind.payment.Till.Order;
import dev.tradewind.payment.domain.Card;
import dev.tradewind.payment.domain.Cause;
import dev.tradewind.payment.domain.OrderPayments.Occasion;
import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.PaymentProvider;
import dev.tradewind.payment.domain.Payments;
import dev.tradewind.testing.RealServers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"tradewind.payment.settling.pause=50ms", "tradewind.payment.simulated.slowness=1s"})
@RealServers
@AutoConfigureRestTestClient
@Import({Ear.class, Till.class})
class ChargingAnOrderTest {

    @Autowired
    private Till till;

    @Autowired
    private Ear ear;

    @Autowired
    private Payments payments;

    @Autowired
    private PaymentProvider provider;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @AfterEach
    void theProvidersLedgerIsOurs() {
        patiently().untilAsserted(() -> assertThat(till.differences()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_visa", "tok_timeout", "tok_slow", "tok_unavailable", "tok_unknown"})
    void T3_aPendingPaymentIsApprovedWithAnEvent(String token) {
        var order = till.charged(token);

        till.hears(order, "PaymentProcessed", "PaymentApproved");

        assertThat(till.heard(order, PaymentProcessed.class))
                .isEqualTo(new PaymentProcessed(
                        order.id(),
                        order.organizationId(),
                        1,
                        till.paymentOf(order),
                        order.customerId(),
                        AMOUNT,
                        till.heard(order, PaymentProcessed.class).occurredAt()));
        assertThat(till.heard(order, PaymentApproved.class).paymentId()).isEqualTo(till.paymentOf(order));
        assertThat(till.status(order)).isEqualTo("APPROVED");
        assertThat(till.charges(order)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "tok_chargeDeclined, card_declined",
        "tok_insufficientFunds, insufficient_funds",
        "tok_neverHeardOf, invalid_token"
    })
    void T3_aPendingPaymentIsDeclinedWithAnEvent(String token, String reason) {
        var order = till.charged(token);

        till.hears(order, "PaymentDeclined", "PaymentRefused");

        assertThat(till.heard(order, PaymentDeclined.class).reason()).isEqualTo(reason);
        assertThat(till.heard(order, PaymentDeclined.class).sequence()).isEqualTo(1);
        assertThat(till.heard(order, PaymentRefused.class).reason()).isEqualTo(reason);
        assertThat(till.status(order)).isEqualTo("DECLINED");
        assertThat(till.charges(order)).isZero();
    }

    @Test
    void chargingAgainAnswersAgainAndChargesOnce() {
        var order = till.charged("tok_visa");
        till.hears(order, "PaymentProcessed", "PaymentApproved");

        till.say(order.charge("tok_visa"), order.charge("tok_visa"));

        till.hears(order, "PaymentProcessed", "PaymentApproved", "PaymentApproved", "PaymentApproved");
        assertThat(till.charges(order)).isEqualTo(1);
    }

    /// Those that come before the decision are answered by it, those that come later once each: nobody can say which.
    @Test
    void chargingAgainBeforeItIsDecidedChargesOnce() {
        var order = Order.any();

        till.say(order.charge("tok_visa"), order.charge("tok_visa"), order.charge("tok_visa"));
        till.hasStatus(order, "APPROVED");
        till.say(order.voidIt());

        till.hearsVoided(order);
        assertThat(ear.about(order.id()))
                .filteredOn(PaymentProcessed.class::isInstance)
                .hasSize(1);
        assertThat(ear.about(order.id()))
                .filteredOn(PaymentApproved.class::isInstance)
                .hasSizeBetween(1, 3);
        assertThat(till.charges(order)).isEqualTo(1);
    }

    @Test
    void manyOrdersAreEachChargedOnce() {
        var orders = IntStream.range(0, 300).mapToObj(_ -> Order.any()).toList();

        till.say(orders.stream().map(it -> it.charge("tok_visa")).toArray(ChargePayment[]::new));

        orders.forEach(it -> till.hears(it, "PaymentProcessed", "PaymentApproved"));
        orders.forEach(it -> assertThat(till.charges(it)).isEqualTo(1));
    }

    @Test
    void anOrderVoidedBeforeItsChargeIsNeverCharged() {
        var order = Order.any();

        till.say(order.voidIt());
        till.hears(order, "PaymentVoided");
        till.say(order.charge("tok_visa"));

        till.hears(order, "PaymentVoided", "PaymentRefused");
        assertThat(till.heard(order, PaymentVoided.class).refunded()).isNull();
        assertThat(till.heard(order, PaymentRefused.class).reason()).isEqualTo("voided");
        assertThat(till.charges(order)).isZero();
    }

    @Test
    void aVoidRightBehindItsChargeIsAnsweredOnceNothingIsLeft() {
        var order = Order.any();

        till.say(order.charge("tok_visa"), order.voidIt());

        till.hearsVoided(order);
        assertThat(till.held(order)).isZero();
    }

    @Test
    void anApprovedPaymentIsRefundedWhenVoided() {
        var order = till.charged("tok_visa");
        till.hasStatus(order, "APPROVED");

        till.say(order.voidIt());
        till.hasStatus(order, "REFUNDED");
        till.say(order.voidIt());

        till.hears(order, "PaymentProcessed", "PaymentApproved", "PaymentRefunded", "PaymentVoided", "PaymentVoided");
        assertThat(till.heard(order, PaymentRefunded.class).sequence()).isEqualTo(2);
        assertThat(till.heard(order, PaymentVoided.class).refunded()).isEqualTo(AMOUNT);
        assertThat(till.charges(order)).isEqualTo(1);
        assertThat(till.held(order)).isZero();
    }

    @Test
    void aDeclinedPaymentIsVoidedWithoutARefund() {
        var order = till.charged("tok_chargeDeclined");
        till.hasStatus(order, "DECLINED");

        till.say(order.voidIt());

        till.hears(order, "PaymentDeclined", "PaymentRefused", "PaymentVoided");
        assertThat(till.heard(order, PaymentVoided.class).refunded()).isNull();
    }

    @Test
    void whatIsSaidBelongsToTheTraceOfItsCommand() {
        var order = till.charged("tok_visa");

        till.hears(order, "PaymentProcessed", "PaymentApproved");

        var trace = jdbc.sql("select split_part(traceparent, '-', 2) from payment where order_id = :order")
                .param("order", order.id())
                .query((row, _) -> row.getString(1))
                .single();
        assertThat(ear.received(order.id()))
                .allSatisfy(it -> assertThat(it.traceparent()).contains(trace));
    }

    @Test
    void aChargeWhoseAnswerDiedWithItsReaderIsFoundAndNotRepeated() {
        var order = Order.any();
        var payment = leasedByTheDead(order);
        provider.charge(payment.id(), AMOUNT, new Card.Token("tok_visa"));

        payments.add(List.of(payment), clock.instant());

        till.hears(order, "PaymentProcessed", "PaymentApproved");
        assertThat(till.charges(order)).isEqualTo(1);
    }

    @Test
    void aDifferenceThatIsAddedWhileSomebodyWaitsForTheOrderIsSeen() throws Exception {
        var order = till.charged("tok_visa");
        till.hasStatus(order, "APPROVED");
        var payment = till.paymentOf(order);

        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var seen = transaction.execute(_ -> {
                var before = payments.lock(List.of(payment)).getFirst();
                var waiting = others.submit(() -> transaction.execute(
                        _ -> payments.lock(List.of(payment)).getFirst().all()));
                patiently().until(this::somebodyWaitsForALock);
                var now = clock.instant();
                var occasion = new Occasion("simulated", new Cause(Ids.next(), null), now, Ids::next);
                var after = before.on(order.chargeDifference(Ids.next(), 100, "tok_visa"), occasion);
                payments.add(List.of(after.payments().all().getLast()), now);
                return waiting;
            });

            assertThat(Objects.requireNonNull(seen).get(60, TimeUnit.SECONDS)).hasSize(2);
        }
    }

    private boolean somebodyWaitsForALock() {
        return jdbc.sql("""
                select exists (select from pg_stat_activity
                               where datname = current_database() and wait_event_type = 'Lock')
                """).query(Boolean.class).single();
    }

    @Test
    void aChargeThatWasNeverSentByItsDeadReaderIsSent() {
        var order = Order.any();

        payments.add(List.of(leasedByTheDead(order)), clock.instant());

        till.hears(order, "PaymentProcessed", "PaymentApproved");
        assertThat(till.charges(order)).isEqualTo(1);
    }

    @Test
    void aVoidAfterADeadReaderMakesSureThatNothingIsChargedLater() {
        var order = Order.any();
        var dead = leasedByTheDead(order);
        var cause = new Cause(Ids.next(), null);
        payments.add(List.of(dead.voidIt(cause, clock.instant(), Ids::next)), clock.instant());

        till.hears(order, "PaymentVoided");
        provider.charge(dead.id(), AMOUNT, new Card.Token("tok_visa"));

        assertThat(till.charges(order)).isZero();
        assertThat(till.status(order)).isEqualTo("VOIDED");
    }

    /// Under this token only whoever made the entry does not hear of it.
    @Test
    void ofManyWhoAskTheSimulatedProviderAtOnceOneUnderEachKeyIsCharged() throws Exception {
        var keys = IntStream.range(0, 8).mapToObj(_ -> Ids.next()).toList();
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new HashMap<UUID, List<Future<Outcome.OfCharge>>>();
            IntStream.range(0, 8)
                    .forEach(_ -> keys.forEach(key -> answers.computeIfAbsent(key, _ -> new ArrayList<>())
                            .add(askers.submit(() -> provider.charge(key, AMOUNT, new Card.Token("tok_timeout"))))));

            for (var key : keys) {
                var heard = new ArrayList<Outcome.OfCharge>();
                for (var answer : Objects.requireNonNull(answers.get(key))) {
                    heard.add(answer.get(10, TimeUnit.SECONDS));
                }
                assertThat(heard)
                        .containsOnlyOnce(new Outcome.Unknown("the answer was lost"))
                        .filteredOn(new Outcome.Charged("ch_" + key)::equals)
                        .hasSize(7);
            }
        } finally {
            keys.forEach(key -> jdbc.sql("delete from provider_charge where idempotency_key = :key")
                    .param("key", key)
                    .update());
        }
    }

    @Test
    void I5_theDatabaseItselfRefusesToRefundMoreThanWasTaken() {
        var order = till.charged("tok_visa");
        till.hasStatus(order, "APPROVED");

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("update payment set refunded = captured + 1 where order_id = :order")
                        .param("order", order.id())
                        .update());
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("""
                        update payment set status = 'DECLINED', decline_reason = 'no', captured = 0,
                            provider_reference = null
                        where order_id = :order
                        """).param("order", order.id()).update());
    }

    /// Asked about once by somebody whose lease has run out since.
    private Payment leasedByTheDead(Order order) {
        var longAgo = clock.instant().minus(Duration.ofMinutes(1));
        var cause = new Cause(Ids.next(), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        return Payment.pending(order.charge("tok_visa"), Ids.next(), "simulated", cause, longAgo)
                .leased(Ids.next(), longAgo);
    }
}
