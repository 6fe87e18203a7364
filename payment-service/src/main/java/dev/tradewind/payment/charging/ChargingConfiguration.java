package dev.tradewind.payment.charging;

import dev.tradewind.contracts.PaymentCommand;
import dev.tradewind.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChargingConfiguration {

    @Bean
    Subscription<PaymentCommand> paymentCharging(Charging charging) {
        return Subscription.ofBatches("payment-charging", Set.of(PaymentCommand.class), charging);
    }
}
