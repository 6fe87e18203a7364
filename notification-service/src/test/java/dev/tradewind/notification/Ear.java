package dev.tradewind.notification;

import dev.tradewind.contracts.NotificationEvent.UserPreferenceUpdated;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// Hears on Kafka what this service says of preferences.
@TestConfiguration(proxyBeanMethods = false)
public class Ear {

    private final List<UserPreferenceUpdated> heard = new CopyOnWriteArrayList<>();

    @Bean
    Subscription<UserPreferenceUpdated> ofPreferences() {
        return Subscription.of(
                "test-ear",
                Set.of(UserPreferenceUpdated.class),
                (Received<UserPreferenceUpdated> it) -> heard.add(it.message()));
    }

    public List<UserPreferenceUpdated> heardOf(UUID account) {
        return heard.stream().filter(it -> it.accountId().equals(account)).toList();
    }
}
