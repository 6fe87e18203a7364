package dev.tradewind.order.cart;

import dev.tradewind.contracts.HoldEvent;
import dev.tradewind.contracts.InventoryEvent;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.messaging.Subscription;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import java.util.Set;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CartConfiguration {

    @Bean
    Subscription<HoldEvent> orderCartHolds(HeldStock held) {
        return Subscription.ofBatches("order-cart-holds", Set.of(HoldEvent.class), held::heard);
    }

    /// Without the inbox: the last sequence of each product counts.
    @Bean
    Subscription<InventoryEvent> orderStock(StockOnTheShelf stock) {
        return Subscription.<InventoryEvent>ofBatches("order-stock", Set.of(StockChanged.class), stock::heard)
                .withoutInbox()
                .patiently();
    }

    /// While Redis is away we know at once instead of queueing what we would ask it.
    @Bean
    LettuceClientOptionsBuilderCustomizer doNotWaitForRedis() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }
}
