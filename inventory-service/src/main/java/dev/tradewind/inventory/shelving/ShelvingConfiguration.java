package dev.tradewind.inventory.shelving;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShelvingConfiguration {

    /// Without the inbox: what the catalog keeps for ever may be older than anything the inbox remembers, and making
    /// a place twice makes it once.
    @Bean
    Subscription<CatalogEvent> inventoryShelf(Shelving shelving) {
        return Subscription.ofBatches(
                        "inventory-shelf",
                        Set.of(ProductCreated.class, ProductUpdated.class, ProductDeleted.class),
                        shelving)
                .withoutInbox();
    }
}
