package dev.tradewind.search.activity;

import dev.tradewind.contracts.ActivityEvent;
import dev.tradewind.messaging.Subscription;
import dev.tradewind.search.listing.Popularity;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ActivityConfiguration {

    @Bean
    Subscription<ActivityEvent> searchActivity(Activity activity, Popularity popularity) {
        return Subscription.ofBatches("search-activity", Set.of(ActivityEvent.class), batch -> {
            var points = activity.note(
                    batch.stream().flatMap(it -> Noted.of(it.message())).toList());
            if (!points.isEmpty()) {
                popularity.add(points);
            }
        });
    }
}
