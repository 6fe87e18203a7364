package dev.tradewind.order.stepping;

import dev.tradewind.contracts.WarehouseEvent;
import dev.tradewind.contracts.WarehouseEvent.Delivered;
import dev.tradewind.contracts.WarehouseEvent.Packed;
import dev.tradewind.contracts.WarehouseEvent.Shipped;
import dev.tradewind.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Listens to the warehouse.
@Configuration(proxyBeanMethods = false)
class WarehouseNews {

    @Bean
    Subscription<WarehouseEvent> orderWarehouse(WarehouseSteps steps) {
        return Subscription.ofBatches(
                "order-warehouse", Set.of(Packed.class, Shipped.class, Delivered.class), steps::heard);
    }
}
