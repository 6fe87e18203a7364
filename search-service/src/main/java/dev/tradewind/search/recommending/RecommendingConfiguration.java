package dev.tradewind.search.recommending;

import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.contracts.NotificationEvent.UserPreferenceUpdated;
import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import dev.tradewind.search.activity.Activity;
import dev.tradewind.web.OpenRoutes;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecommendingConfiguration {

    @Bean
    Subscription<OrderEvent> searchPurchases(Buying buying) {
        return Subscription.ofBatches("search-purchases", Set.of(OrderEvent.class), buying)
                .patiently();
    }

    /// Without the inbox: the topic keeps the last word of every account for ever, and forgetting twice does no harm.
    @Bean
    Subscription<AccountErased> searchErasure(Activity activity, Purchases purchases, Wishes wishes) {
        return Subscription.<AccountErased>ofBatches("search-erasure", Set.of(AccountErased.class), batch -> {
                    var accounts =
                            batch.stream().map(it -> it.message().accountId()).toList();
                    activity.forget(accounts);
                    purchases.forget(accounts);
                    wishes.forget(accounts);
                })
                .withoutInbox();
    }

    /// Without the inbox: each says all there is to say, so the newest counts.
    @Bean
    Subscription<UserPreferenceUpdated> searchPreferences(Wishes wishes) {
        return Subscription.<UserPreferenceUpdated>ofBatches(
                        "search-preferences",
                        Set.of(UserPreferenceUpdated.class),
                        batch -> wishes.note(
                                batch.stream().map(Received::message).toList()))
                .withoutInbox();
    }

    @Bean
    OpenRoutes openRecommendations() {
        return OpenRoutes.reading("/api/recommendations");
    }
}
