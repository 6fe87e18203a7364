package dev.tradewind.search.listing;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.InventoryEvent;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GatheringConfiguration {

    /// Without the inbox: both topics keep the newest message of a key for ever, and the sequences tell what is old.
    @Bean
    Subscription<Message> searchIndex(Gathering gathering) {
        return Subscription.<Message>ofBatches(
                        "search-index", Set.of(CatalogEvent.class, InventoryEvent.class), gathering)
                .withoutInbox()
                .patiently();
    }

    /// With the inbox: an order told twice would count twice.
    @Bean
    Subscription<OrderEvent> searchPopularity(Ordered ordered) {
        return Subscription.ofBatches("search-popularity", Set.of(OrderEvent.class), ordered)
                .patiently();
    }
}
