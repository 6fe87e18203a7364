package dev.tradewind.inventory.webhooks;

import dev.tradewind.contracts.WarehouseEvent;
import dev.tradewind.messaging.Subscription;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    /// Without the inbox: a delivery is known by the event's id.
    @Bean
    Subscription<WarehouseEvent> inventoryWebhooks(Webhooks webhooks, Clock clock) {
        return Subscription.<WarehouseEvent>ofBatches(
                        "inventory-webhooks",
                        Set.of(WarehouseEvent.class),
                        batch -> webhooks.announce(batch, clock.instant()))
                .withoutInbox()
                .patiently();
    }
}
