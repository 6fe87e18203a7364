package dev.tradewind.search.listing;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.contracts.Message;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Received;
import dev.tradewind.search.listing.Listings.ProductFact;
import dev.tradewind.search.listing.Listings.StockFact;
import dev.tradewind.search.listing.Stores.StoreFact;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Writes down what catalog and inventory say. Elasticsearch is not asked here: it would hold up a transaction, and an
/// outage of it would hold up the topics.
@Component
class Gathering implements BatchHandler<Message> {

    private final Listings listings;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    Gathering(Listings listings, Stores stores, ApplicationEventPublisher events) {
        this.listings = listings;
        this.stores = stores;
        this.events = events;
    }

    @Override
    public void handle(List<Received<Message>> batch) {
        var products = new LinkedHashMap<UUID, ProductFact>();
        var stocks = new LinkedHashMap<UUID, StockFact>();
        var known = new LinkedHashMap<UUID, StoreFact>();
        for (var received : batch) {
            switch (received.message()) {
                case StoreChanged it ->
                    known.merge(
                            it.storeId(),
                            new StoreFact(
                                    it.storeId(),
                                    it.organizationId(),
                                    it.sequence(),
                                    it.name(),
                                    isOpen(it.status()),
                                    it.keepsStrangersOut()),
                            (before, now) -> before.sequence() < now.sequence() ? now : before);
                case CatalogEvent event -> take(event, products);
                case StockChanged it ->
                    stocks.merge(
                            it.productId(),
                            new StockFact(it.productId(), it.organizationId(), it.sequence(), it.available() > 0),
                            (before, now) -> before.sequence() < now.sequence() ? now : before);
                case Message other -> throw new IllegalArgumentException("Not of a product: " + other.getClass());
            }
        }
        if (Stream.of(products, stocks, known).filter(it -> !it.isEmpty()).count() > 1) {
            var all = new HashMap<UUID, UUID>();
            products.values().forEach(it -> all.put(it.productId(), it.organizationId()));
            stocks.values().forEach(it -> all.put(it.productId(), it.organizationId()));
            listings.lock(all, known.keySet());
        }
        if (!products.isEmpty()) {
            listings.takeProducts(products.values());
        }
        if (!stocks.isEmpty()) {
            listings.takeStock(stocks.values());
        }
        if (!known.isEmpty()) {
            stores.take(known.values());
        }
        events.publishEvent(new ListingsChanged());
    }

    private static void take(CatalogEvent event, Map<UUID, ProductFact> products) {
        switch (event) {
            case ProductCreated it -> take(event, Product.of(it.product(), it), products);
            case ProductUpdated it -> take(event, Product.of(it.product(), it), products);
            case ProductDeleted _ -> take(event, null, products);
            case StoreChanged _ -> {}
        }
    }

    private static boolean isOpen(String status) {
        return status.equals("OPEN");
    }

    private static void take(CatalogEvent event, @Nullable Product product, Map<UUID, ProductFact> products) {
        products.merge(
                event.key(),
                new ProductFact(event.key(), event.organizationId(), event.sequence(), product),
                (before, now) -> before.sequence() < now.sequence() ? now : before);
    }
}
