package dev.tradewind.inventory.shelving;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.inventory.domain.Stock;
import dev.tradewind.inventory.domain.StockBooks;
import dev.tradewind.inventory.showing.ShownStock;
import dev.tradewind.messaging.BatchHandler;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.messaging.Received;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Follows the catalog: a new product gets an empty place, a deleted one is not sold any more.
///
/// Compaction may leave only the newest message of a product, so that each of them makes the place.
@Component
class Shelving implements BatchHandler<CatalogEvent> {

    private final StockBooks books;
    private final ShownStock shown;
    private final Outbox outbox;
    private final Clock clock;

    Shelving(StockBooks books, ShownStock shown, Outbox outbox, Clock clock) {
        this.books = books;
        this.shown = shown;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void handle(List<Received<CatalogEvent>> batch) {
        var products = new LinkedHashMap<UUID, Stock>();
        var deleted = new HashSet<UUID>();
        for (var received : batch) {
            switch (received.message()) {
                case ProductCreated _, ProductUpdated _ -> {}
                case ProductDeleted it -> deleted.add(it.productId());
                case StoreChanged _ -> {
                    continue;
                }
            }
            var productId = received.message().key();
            products.put(productId, Stock.none(productId, received.message().organizationId()));
        }
        var now = clock.instant();
        var added = books.shelve(products.values());
        if (!deleted.isEmpty()) {
            books.withdraw(deleted, now);
            shown.withdraw(deleted);
        }
        outbox.append(added.stream()
                .map(stock -> Outgoing.of(stock.announcement(now)))
                .toList());
    }
}
