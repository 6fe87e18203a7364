package dev.tradewind.inventory.reserving;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReservingConfiguration {

    @Bean
    Subscription<InventoryCommand> inventoryReserving(Reserving reserving) {
        return Subscription.ofBatches("inventory-reserving", Set.of(InventoryCommand.class), reserving);
    }
}
