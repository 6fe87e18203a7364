package dev.tradewind.notification.forgetting;

import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.messaging.Subscription;
import dev.tradewind.notification.domain.PersonalData;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ErasedAccounts {

    /// Nothing that is known of somebody or was told to them outlives them here.
    @Bean
    Subscription<AccountErased> notificationErasure(List<PersonalData> kept) {
        return Subscription.<AccountErased>ofBatches("notification-erasure", Set.of(AccountErased.class), batch -> {
                    var erased =
                            batch.stream().map(it -> it.message().accountId()).toList();
                    kept.forEach(it -> it.forget(erased));
                })
                .withoutInbox();
    }
}
