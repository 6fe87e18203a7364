package dev.tradewind.inventory.showing;

import dev.tradewind.cache.Outdated;
import dev.tradewind.cache.Outdating;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShowingConfiguration {

    /// Of what has never been there nobody has a copy.
    private static final long NEW = 1;

    /// Every change of a counter is announced anyway: nothing more is said about it.
    @Bean
    Outdating changedStock() {
        return Outdating.heardFrom(
                StockChanged.class,
                message -> message instanceof StockChanged it && it.sequence() > NEW
                        ? List.of(new Outdated(ShownStock.CACHE, it.productId(), it.sequence()))
                        : List.of());
    }
}
