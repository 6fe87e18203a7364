package dev.tradewind.search;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/// What catalog-service and inventory-service would say, over a real Kafka.
@TestConfiguration(proxyBeanMethods = false)
class Shop {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Outbox outbox;
    private final TransactionTemplate transaction;

    Shop(Outbox outbox, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /// A product as a test needs it; whatever it does not care about is the same for all.
    record Article(UUID id, UUID organization, UUID store, String title, String category, String brand, long price) {

        static Article of(UUID organization, String title) {
            return new Article(Ids.next(), organization, organization, title, "Lamps", "Lumen", 1_000);
        }

        Article titled(String other) {
            return new Article(id, organization, store, other, category, brand, price);
        }

        Article in(String otherCategory, String otherBrand) {
            return new Article(id, organization, store, title, otherCategory, otherBrand, price);
        }

        Article at(long otherPrice) {
            return new Article(id, organization, store, title, category, brand, otherPrice);
        }

        private CatalogEvent.Product product() {
            return new CatalogEvent.Product(
                    id,
                    store,
                    "SKU-" + id,
                    title,
                    "Bright & warm, for <every> desk",
                    category,
                    brand,
                    new Money(price, "EUR"),
                    Map.of("colour", List.of("black", "white")),
                    List.of(),
                    NOW,
                    null,
                    null);
        }
    }

    void say(Message... messages) {
        transaction.executeWithoutResult(
                _ -> outbox.append(List.of(messages).stream().map(Outgoing::of).toList()));
    }

    void sells(Article... articles) {
        for (var article : articles) {
            say(created(article), stock(article, 1, 10));
        }
    }

    static CatalogEvent created(Article article) {
        return new ProductCreated(article.organization(), 1, article.product(), NOW);
    }

    static CatalogEvent updated(Article article, long sequence) {
        return new ProductUpdated(article.organization(), sequence, article.product(), List.of("title"), NOW);
    }

    static CatalogEvent deleted(Article article, long sequence) {
        return new ProductDeleted(article.organization(), sequence, article.id(), NOW);
    }

    static StockChanged stock(Article article, long sequence, long available) {
        return new StockChanged(article.id(), article.organization(), sequence, available, 0, available, NOW);
    }
}
