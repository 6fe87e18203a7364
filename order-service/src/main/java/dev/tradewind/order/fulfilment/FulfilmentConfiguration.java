package dev.tradewind.order.fulfilment;

import dev.tradewind.contracts.OrderReply;
import dev.tradewind.messaging.Subscription;
import dev.tradewind.order.refunding.Refunding;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Listens to the participants' answers.
@EnableScheduling
@Configuration(proxyBeanMethods = false)
class FulfilmentConfiguration {

    static final String GROUP = "order-fulfilment";

    @Bean
    Subscription<OrderReply> orderFulfilment(Fulfilments fulfilments, Refunding refunding) {
        return Subscription.ofBatches(GROUP, Set.of(OrderReply.class), replies -> {
            fulfilments.heard(replies);
            refunding.heard(replies);
        });
    }
}
