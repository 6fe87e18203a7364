package dev.tradewind.inventory.showing;

import dev.tradewind.cache.Caches;
import dev.tradewind.cache.Outdated;
import dev.tradewind.cache.ReadCache;
import dev.tradewind.cache.Shape;
import dev.tradewind.inventory.domain.Stock;
import dev.tradewind.inventory.domain.StockBooks;
import dev.tradewind.inventory.domain.UnknownProduct;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The counters in Redis. They change with every order, so that an instance keeps none by itself.
@Component
public class ShownStock {

    static final String CACHE = "stock";

    private final ReadCache<UUID, Stock> counters;
    private final Caches caches;
    private final StockBooks books;

    ShownStock(Caches caches, StockBooks books) {
        this.counters = caches.open(Shape.of(CACHE, Stock.class, Stock::version)
                .under("inventory:product:*:available")
                .kept(Duration.ZERO, Shape.LONGEST));
        this.caches = caches;
        this.books = books;
    }

    public Stock look(UUID productId) {
        return counters.find(productId, it -> books.find(it).filter(stock -> !stock.withdrawn()))
                .orElseThrow(() -> new UnknownProduct(productId));
    }

    /// What the catalog has deleted is never shown again, although its counters did not change.
    public void withdraw(Collection<UUID> products) {
        caches.outdate(products.stream()
                .map(it -> new Outdated(CACHE, it, Long.MAX_VALUE))
                .toList());
    }
}
