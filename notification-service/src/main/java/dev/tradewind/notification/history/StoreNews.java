package dev.tradewind.notification.history;

import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.messaging.Subscription;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreNews {

    /// Stores are told of with all there is to know, so only the newest counts.
    @Bean
    Subscription<StoreChanged> notificationStores(OrderHistory history) {
        var newest = BinaryOperator.maxBy(Comparator.comparingLong(StoreChanged::sequence));
        return Subscription.<StoreChanged>ofBatches("notification-stores", Set.of(StoreChanged.class), batch -> {
                    var stores = new TreeMap<UUID, StoreChanged>();
                    batch.forEach(it -> stores.merge(it.message().storeId(), it.message(), newest));
                    history.keepStores(stores.values());
                })
                .withoutInbox();
    }
}
