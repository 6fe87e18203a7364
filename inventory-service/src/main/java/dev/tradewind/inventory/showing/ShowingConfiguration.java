package dev.tradewind.inventory.showing;

import dev.tradewind.cache.Outdated;
import dev.tradewind.cache.Outdating;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShowingConfiguration {

    /// Every change of a counter is announced anyway: nothing more is said about it.
    @Bean
    Outdating changedStock() {
        return Outdating.heardFrom(
                StockChanged.class,
                message -> message instanceof StockChanged it
                        ? List.of(new Outdated(ShownStock.CACHE, it.productId(), it.sequence()))
                        : List.of());
    }
}
