package dev.tradewind.notification.telling;

import dev.tradewind.contracts.ActivityEvent.VisitBegun;
import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.PaymentEvent;
import dev.tradewind.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Three listeners, so that neither an import nor a flash sale holds up the news of an order.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TellingConfiguration {

    @Bean
    Subscription<Message> notificationTellingOrders(OrderNews news) {
        return Subscription.ofBatches(
                "notification-telling-orders", Set.of(OrderEvent.class, PaymentEvent.class), news);
    }

    @Bean
    Subscription<Message> notificationTellingShop(ShopNews news) {
        return Subscription.ofBatches("notification-telling-shop", Set.of(CatalogEvent.class, VisitBegun.class), news);
    }

    /// Without the inbox: the version of each product counts.
    @Bean
    Subscription<StockChanged> notificationTellingStock(StockNews news) {
        return Subscription.<StockChanged>ofBatches("notification-telling-stock", Set.of(StockChanged.class), news)
                .withoutInbox()
                .patiently();
    }
}
