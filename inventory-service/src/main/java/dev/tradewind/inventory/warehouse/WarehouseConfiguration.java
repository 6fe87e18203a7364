package dev.tradewind.inventory.warehouse;

import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderDelivered;
import dev.tradewind.contracts.OrderEvent.OrderFulfilled;
import dev.tradewind.contracts.OrderEvent.OrderModified;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.contracts.OrderEvent.OrderShipped;
import dev.tradewind.messaging.Subscription;
import dev.tradewind.web.OpenRoutes;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Carriers.class)
class WarehouseConfiguration {

    /// Without the inbox: each list knows the last event of its order.
    @Bean
    Subscription<OrderEvent> inventoryWarehouse(OrderNews news) {
        return Subscription.<OrderEvent>ofBatches(
                        "inventory-warehouse",
                        Set.of(
                                OrderPlaced.class,
                                OrderConfirmed.class,
                                OrderFulfilled.class,
                                OrderShipped.class,
                                OrderDelivered.class,
                                OrderModified.class,
                                OrderCancelled.class,
                                OrderRejected.class),
                        news)
                .withoutInbox()
                .patiently();
    }

    /// Carriers have a signature, not a token.
    @Bean
    OpenRoutes carrierWebhooks() {
        return OpenRoutes.posting("/api/webhooks/carriers/*");
    }
}
