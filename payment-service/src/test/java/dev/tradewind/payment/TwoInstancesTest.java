package dev.tradewind.payment;

import static dev.tradewind.payment.Till.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.PaymentCommand;
import dev.tradewind.payment.Till.Order;
import dev.tradewind.testing.RealServers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

@SpringBootTest(properties = "tradewind.payment.settling.pause=50ms")
@RealServers
@Import({Ear.class, Till.class})
class TwoInstancesTest {

    private static final List<String> SHARED = List.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.kafka.bootstrap-servers",
            "tradewind.messaging.topic-prefix",
            "tradewind.payment.settling.pause");

    @Autowired
    private Environment environment;

    @Autowired
    private Till till;

    @Test
    void twoInstancesChargeEachOrderOnceAndOneThatLeavesLosesNothing() {
        var orders = IntStream.range(0, 200).mapToObj(_ -> Order.any()).toList();

        try (var _ = anotherInstance()) {
            till.say(orders.stream().map(it -> it.charge("tok_visa")).toArray(PaymentCommand[]::new));
            till.say(orders.stream().limit(100).map(Order::voidIt).toArray(PaymentCommand[]::new));
            patiently()
                    .until(() -> orders.stream().anyMatch(it -> till.status(it).equals("APPROVED")));
        }

        orders.stream().skip(100).forEach(it -> till.hears(it, "PaymentProcessed", "PaymentApproved"));
        orders.stream().skip(100).forEach(it -> assertThat(till.charges(it)).isEqualTo(1));
        orders.stream().limit(100).forEach(till::hearsVoided);
        orders.stream().limit(100).forEach(it -> assertThat(till.held(it)).isZero());
        assertThat(till.differences()).isEmpty();
    }

    private ConfigurableApplicationContext anotherInstance() {
        var properties = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--eureka.client.enabled=false",
                "--logging.structured.format.console="));
        SHARED.forEach(name -> properties.add("--" + name + "=" + environment.getProperty(name)));
        return new SpringApplicationBuilder(PaymentApplication.class).run(properties.toArray(String[]::new));
    }
}
