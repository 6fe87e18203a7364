package dev.tradewind.notification.delivering;

import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveringConfiguration {

    @Bean
    Subscription<OrderEvent> notificationOrders(Delivering delivering) {
        return Subscription.ofBatches(
                "notification-orders", Set.of(OrderConfirmed.class, OrderRejected.class), delivering);
    }

    /// Nothing that was told to somebody outlives them here.
    @Bean
    Subscription<AccountErased> notificationErasure(DeliveryLog log) {
        return Subscription.<AccountErased>ofBatches(
                        "notification-erasure",
                        Set.of(AccountErased.class),
                        batch -> log.forget(batch.stream()
                                .map(it -> it.message().accountId())
                                .toList()))
                .withoutInbox();
    }
}
