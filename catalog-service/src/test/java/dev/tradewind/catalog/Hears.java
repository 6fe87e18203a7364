package dev.tradewind.catalog;

import static org.awaitility.Awaitility.await;

import dev.tradewind.catalog.domain.Fulfilment;
import dev.tradewind.catalog.domain.StoreStatus;
import dev.tradewind.catalog.stores.Store;
import dev.tradewind.catalog.stores.Stores;
import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// What the other services hear of the catalog, over a real Kafka, and a store for each test.
@TestConfiguration(proxyBeanMethods = false)
public class Hears {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Queue<CatalogEvent> heard = new ConcurrentLinkedQueue<>();
    private final Stores stores;
    private final Clock clock;

    Hears(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Bean
    Subscription<CatalogEvent> everybody() {
        return Subscription.of("everybody", Set.of(CatalogEvent.class), received -> heard.add(received.message()));
    }

    public UUID store(UUID organization) {
        var id = Ids.next();
        stores.save(new Store(
                id,
                organization,
                "Corner shop",
                StoreStatus.OPEN,
                Fulfilment.SHIPMENT,
                "CS",
                "EUR",
                900,
                clock.instant()));
        return id;
    }

    /// All events of a product or store, in the order they came, as soon as there are so many.
    public List<CatalogEvent> events(UUID key, int count) {
        await().atMost(PATIENCE).until(() -> events(key).size() >= count);
        return events(key);
    }

    private List<CatalogEvent> events(UUID key) {
        return heard.stream().filter(it -> it.key().equals(key)).toList();
    }
}
