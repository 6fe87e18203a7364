package dev.tradewind.notification.delivering;

import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.PaymentEvent;
import dev.tradewind.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveringConfiguration {

    @Bean
    Subscription<OrderEvent> notificationOrders(Delivering delivering) {
        return Subscription.ofBatches("notification-orders", Set.of(OrderEvent.class), delivering)
                .patiently();
    }

    @Bean
    Subscription<PaymentEvent> notificationPayments(MoneyNews money) {
        return Subscription.ofBatches("notification-payments", Set.of(PaymentEvent.class), money)
                .patiently();
    }
}
