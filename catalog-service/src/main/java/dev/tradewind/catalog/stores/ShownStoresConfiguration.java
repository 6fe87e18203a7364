package dev.tradewind.catalog.stores;

import dev.tradewind.cache.Outdated;
import dev.tradewind.cache.Outdating;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShownStoresConfiguration {

    /// Of what has never been there nobody has a copy.
    private static final long NEW = 1;

    @Bean
    Outdating changedStores() {
        return Outdating.told(message -> message instanceof StoreChanged it && it.sequence() > NEW
                ? List.of(new Outdated(ShownStores.CACHE, it.storeId(), it.sequence()))
                : List.of());
    }
}
