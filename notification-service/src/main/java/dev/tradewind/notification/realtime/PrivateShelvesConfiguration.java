package dev.tradewind.notification.realtime;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PrivateShelvesConfiguration {

    /// Without the inbox: each message is the whole truth, and the catalog keeps the newest for ever.
    @Bean
    Subscription<CatalogEvent> notificationDoors(PrivateShelves shelves) {
        return Subscription.<CatalogEvent>ofBatches(
                        "notification-doors",
                        Set.of(ProductCreated.class, ProductUpdated.class, StoreChanged.class),
                        shelves)
                .withoutInbox();
    }
}
