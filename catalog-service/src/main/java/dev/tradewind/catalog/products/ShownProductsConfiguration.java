package dev.tradewind.catalog.products;

import dev.tradewind.cache.Outdated;
import dev.tradewind.cache.Outdating;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShownProductsConfiguration {

    @Bean
    Outdating changedProducts() {
        return Outdating.told(message -> switch (message) {
            case ProductUpdated it ->
                List.of(new Outdated(ShownProducts.CACHE, it.product().id(), it.sequence()));
            case ProductDeleted it -> List.of(new Outdated(ShownProducts.CACHE, it.productId(), it.sequence()));
            default -> List.of();
        });
    }
}
