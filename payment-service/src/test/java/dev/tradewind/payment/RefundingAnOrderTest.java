package dev.tradewind.payment;

import static dev.tradewind.payment.Till.AMOUNT;
import static dev.tradewind.payment.Till.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply.DifferenceApproved;
import dev.tradewind.contracts.OrderReply.DifferenceRefused;
import dev.tradewind.contracts.OrderReply.DifferenceVoided;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.OrderReply.RefundCompleted;
import dev.tradewind.contracts.OrderReply.RefundRefused;
import dev.tradewind.contracts.PaymentEvent;
import dev.tradewind.contracts.PaymentEvent.PaymentRefunded;
import dev.tradewind.messaging.Ids;
import dev.tradewind.payment.Till.Order;
import dev.tradewind.testing.RealServers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"tradewind.payment.settling.pause=50ms", "tradewind.payment.simulated.slowness=1s"})
@RealServers
@AutoConfigureRestTestClient
@Import({Ear.class, Till.class})
class RefundingAnOrderTest {

    @Autowired
    private Till till;

    @Autowired
    private Ear ear;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void theProvidersLedgerIsOurs() {
        patiently().untilAsserted(() -> assertThat(till.differences()).isEmpty());
    }

    @Test
    void F3_partsOfAPaymentGoBackEachWithItsEventUntilNothingIsLeft() {
        var order = approved();
        var first = Ids.next();
        var second = Ids.next();

        till.say(order.refund(first, 1_000), order.refund(second, 2_980));

        till.hears(
                order,
                "PaymentProcessed",
                "PaymentApproved",
                "PaymentRefunded",
                "PaymentRefunded",
                "RefundCompleted",
                "RefundCompleted");
        assertThat(ear.about(order.id()))
                .filteredOn(PaymentRefunded.class::isInstance)
                .extracting("refundId", "sequence")
                .containsExactlyInAnyOrder(tuple(first, 2L), tuple(second, 3L));
        assertThat(till.status(order)).isEqualTo("REFUNDED");
        assertThat(till.held(order)).isZero();
    }

    @Test
    void S9_aRefundSaidAgainIsAnsweredAgainAndPaidOnce() {
        var order = approved();
        var refund = Ids.next();

        till.say(order.refund(refund, 1_000));
        till.hasHeard(order, RefundCompleted.class, 1);
        till.say(order.refund(refund, 1_000));

        till.hasHeard(order, RefundCompleted.class, 2);
        assertThat(till.held(order)).isEqualTo(AMOUNT.amount() - 1_000);
    }

    /// Whether both are read together or one after the other, which decides how often it is answered.
    @Test
    void S9_aRefundSaidTwiceAtOnceIsPaidOnce() {
        var order = approved();
        var refund = Ids.next();
        var last = Ids.next();

        till.say(order.refund(refund, 1_000), order.refund(refund, 1_000), order.refund(last, 500));

        patiently()
                .untilAsserted(() -> assertThat(ear.about(order.id()))
                        .filteredOn(PaymentRefunded.class::isInstance)
                        .extracting("refundId")
                        .containsExactlyInAnyOrder(refund, last));
        assertThat(till.held(order)).isEqualTo(AMOUNT.amount() - 1_500);
    }

    @Test
    void I5_refundsThatAreSaidAtOnceNeverGiveBackMoreThanWasTaken() {
        var order = approved();

        till.say(IntStream.range(0, 10)
                .mapToObj(_ -> order.refund(Ids.next(), 1_000))
                .toArray(Message[]::new));

        till.hasHeard(order, RefundCompleted.class, 3);
        till.hasHeard(order, RefundRefused.class, 7);
        assertThat(till.heard(order, RefundRefused.class).reason()).isEqualTo("exceeds-captured");
        assertThat(till.held(order)).isEqualTo(980);
    }

    @Test
    void whatWasNotTakenIsNotRefunded() {
        var order = till.charged("tok_chargeDeclined");
        till.hasStatus(order, "DECLINED");

        till.say(order.refund(Ids.next(), 1));

        till.hears(order, "PaymentDeclined", "PaymentRefused", "RefundRefused");
        assertThat(till.heard(order, RefundRefused.class).reason()).isEqualTo("not-captured");
    }

    @Test
    void S9_aVoidAfterAPartialRefundGivesBackTheRest() {
        var order = approved();
        till.say(order.refund(Ids.next(), 1_000), order.voidIt());

        till.hasHeard(order, PaymentVoided.class, 1);
        assertThat(till.heard(order, PaymentVoided.class).refunded()).isEqualTo(AMOUNT);
        assertThat(till.held(order)).isZero();
        assertThat(till.status(order)).isEqualTo("REFUNDED");
    }

    @Test
    void K5_aDifferenceIsChargedOnTheCardOfTheOrderAndRefundedBeforeIt() {
        var order = approved();
        till.say(order.chargeDifference(Ids.next(), 500, null));
        till.hears(order, "PaymentProcessed", "PaymentApproved", "PaymentProcessed", "DifferenceApproved");

        till.say(order.refund(Ids.next(), 1_000));

        till.hasHeard(order, RefundCompleted.class, 1);
        assertThat(till.heard(order, RefundCompleted.class).amount()).isEqualTo(new Money(1_000, "BRL"));
        assertThat(ear.about(order.id()))
                .filteredOn(PaymentRefunded.class::isInstance)
                .extracting("amount.amount")
                .containsExactlyInAnyOrder(500L, 500L);
        assertThat(ear.about(order.id()))
                .filteredOn(PaymentEvent.class::isInstance)
                .extracting("sequence")
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(till.held(order)).isEqualTo(AMOUNT.amount() - 500);
    }

    @Test
    void K5_aDifferenceThatIsDeclinedOrVoidedLeavesTheOrderPaid() {
        var order = approved();
        var declined = Ids.next();
        var voided = Ids.next();
        till.say(
                order.chargeDifference(declined, 500, "tok_chargeDeclined"),
                order.chargeDifference(voided, 700, "tok_visa"),
                order.voidDifference(voided));

        till.hasHeard(order, DifferenceVoided.class, 1);
        till.hasHeard(order, DifferenceRefused.class, 1);

        assertThat(till.heard(order, DifferenceRefused.class).reason()).isEqualTo("card_declined");
        assertThat(till.held(order)).isEqualTo(AMOUNT.amount());
    }

    @Test
    void S9_voidingAnOrderWithADifferenceIsAnsweredWhenBothAreBack() {
        var order = approved();
        var difference = Ids.next();
        till.say(order.chargeDifference(difference, 500, "tok_timeout"));
        till.hasHeard(order, DifferenceApproved.class, 1);

        till.say(order.voidIt());

        till.hasHeard(order, PaymentVoided.class, 1);
        assertThat(till.heard(order, PaymentVoided.class).refunded()).isEqualTo(new Money(4_480, "BRL"));
        assertThat(till.held(order)).isZero();
        till.say(order.chargeDifference(Ids.next(), 500, "tok_visa"));
        till.hasHeard(order, DifferenceRefused.class, 1);
    }

    @Test
    void I5_theDatabaseItselfRefusesRefundsOnTheirWayBeyondWhatWasTaken() {
        var order = approved();

        for (var wrong : new String[] {"refunding = captured + 1", "refunded = 1, refunding = captured"}) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> jdbc.sql("update payment set " + wrong + " where order_id = :order")
                            .param("order", order.id())
                            .update());
        }
    }

    private Order approved() {
        var order = till.charged("tok_visa");
        till.hasStatus(order, "APPROVED");
        return order;
    }
}
