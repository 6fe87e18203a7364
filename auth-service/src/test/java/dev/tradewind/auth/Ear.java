package dev.tradewind.auth;

import dev.tradewind.contracts.AccountEvent;
import dev.tradewind.messaging.Received;
import dev.tradewind.messaging.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// Hears on Kafka what auth-service says of accounts.
@TestConfiguration(proxyBeanMethods = false)
public class Ear {

    private final List<Received<AccountEvent>> heard = new CopyOnWriteArrayList<>();

    @Bean
    Subscription<AccountEvent> listening() {
        return Subscription.of("test-ear", Set.of(AccountEvent.class), heard::add);
    }

    public List<AccountEvent> about(UUID accountId) {
        return heard.stream()
                .map(Received::message)
                .filter(it -> it.accountId().equals(accountId))
                .toList();
    }

    public <E extends AccountEvent> List<E> await(UUID accountId, Class<E> kind, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> about(accountId).stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .toList(),
                        it -> it.size() >= count);
    }
}
