package dev.tradewind.payment;

import static dev.tradewind.payment.Till.AMOUNT;
import static dev.tradewind.payment.Till.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.payment.Till.Order;
import dev.tradewind.testing.RealServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

@SpringBootTest(
        properties = {
            "tradewind.payment.provider=hanging",
            "tradewind.payment.settling.calls-at-once=4",
            "tradewind.payment.settling.call-limit=200ms",
            "tradewind.payment.settling.lease=2s",
            "tradewind.payment.settling.pause=50ms",
            "tradewind.payment.settling.breaker.open-for=500ms"
        })
@RealServers
@Import({Ear.class, Till.class, HangingProvider.class})
class HangingProviderTest {

    @Autowired
    private Till till;

    @Autowired
    private Ear ear;

    @Autowired
    private HangingProvider provider;

    @Autowired
    private MeterRegistry meters;

    @Test
    void aHangingProviderHoldsABoundedNumberOfCallsAndEveryPaymentIsKnownInTheEnd() {
        var orders = IntStream.range(0, 12).mapToObj(_ -> Order.any()).toList();
        var voided = orders.getFirst();
        provider.hangAgain();

        till.say(orders.stream().map(it -> it.charge("tok_visa")).toArray(ChargePayment[]::new));
        orders.forEach(it -> till.hasStatus(it, "UNKNOWN"));
        till.say(voided.voidIt());
        till.hasHeardTheVoid(voided);
        orders.forEach(it -> assertThat(ear.about(it.id())).isEmpty());
        provider.recover();

        till.hears(voided, "PaymentProcessed", "PaymentRefunded", "PaymentVoided");
        orders.stream().skip(1).forEach(it -> till.hears(it, "PaymentProcessed", "PaymentApproved"));
        patiently().untilAsserted(() -> assertThat(till.status(voided)).isEqualTo("REFUNDED"));
        orders.forEach(it -> assertThat(provider.charges(till.paymentOf(it))).isEqualTo(1));
        assertThat(provider.mostHangingAtOnce()).isLessThanOrEqualTo(4);
    }

    @Test
    void moneyTakenAfterTheVoidGoesBack() {
        provider.hangAgain();
        var order = till.charged("tok_visa");
        patiently().until(() -> till.status(order).equals("UNKNOWN") && provider.charges(till.paymentOf(order)) == 1);

        till.say(order.voidIt());
        till.hasHeardTheVoid(order);
        provider.recover();

        till.hears(order, "PaymentProcessed", "PaymentRefunded", "PaymentVoided");
        assertThat(till.status(order)).isEqualTo("REFUNDED");
        assertThat(till.heard(order, PaymentVoided.class).refunded()).isEqualTo(AMOUNT);
    }

    @Test
    void S7_aProviderThatDoesNotAnswerIsLeftAloneAndWhatWaitsIsChargedOnceItDoes() {
        provider.hangAgain();
        till.say(IntStream.range(0, 40)
                .mapToObj(_ -> Order.any().charge("tok_visa"))
                .toArray(ChargePayment[]::new));
        patiently().until(() -> isCircuit("open"));

        var late = till.charged("tok_visa");
        till.hasPayment(late);
        provider.recover();

        till.hears(late, "PaymentProcessed", "PaymentApproved");
        patiently().until(() -> isCircuit("closed"));
    }

    private boolean isCircuit(String state) {
        return meters.get("resilience4j.circuitbreaker.state")
                        .tags("name", "hanging", "state", state)
                        .gauge()
                        .value()
                > 0;
    }
}
