package dev.tradewind.notification.updates;

import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UpdatesConfiguration {

    @Bean
    Subscription<AccountErased> notificationUpdatesErasure(Entries entries) {
        return Subscription.<AccountErased>ofBatches(
                        "notification-updates-erasure",
                        Set.of(AccountErased.class),
                        batch -> entries.erase(batch.stream()
                                .map(it -> it.message().accountId())
                                .toList()))
                .withoutInbox();
    }
}
