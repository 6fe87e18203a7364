package dev.tradewind.search;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/// What catalog-service and inventory-service would say, over a real Kafka.
@TestConfiguration(proxyBeanMethods = false)
class Shop {

    private static final int AT_ONCE = 250;

    /// By the clock of the service, which forgets what is old; one for all tests, none of which takes days.
    @SuppressWarnings("TimeInStaticInitializer")
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final Outbox outbox;
    private final TransactionTemplate transaction;

    Shop(Outbox outbox, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /// A product as a test needs it; whatever it does not care about is the same for all.
    record Article(
            UUID id,
            UUID organization,
            UUID store,
            String title,
            String description,
            String category,
            String brand,
            long price,
            Map<String, List<String>> attributes,
            Instant createdAt) {

        static Article of(UUID organization, String title) {
            return new Article(
                    Ids.next(),
                    organization,
                    organization,
                    title,
                    "Bright & warm, for <every> desk",
                    "Lamps",
                    "Lumen",
                    1_000,
                    Map.of("colour", List.of("black", "white")),
                    NOW);
        }

        Article titled(String other) {
            return new Article(
                    id, organization, store, other, description, category, brand, price, attributes, createdAt);
        }

        Article described(String other) {
            return new Article(id, organization, store, title, other, category, brand, price, attributes, createdAt);
        }

        Article in(String otherCategory, String otherBrand) {
            return new Article(
                    id,
                    organization,
                    store,
                    title,
                    description,
                    otherCategory,
                    otherBrand,
                    price,
                    attributes,
                    createdAt);
        }

        Article at(long otherPrice) {
            return new Article(
                    id, organization, store, title, description, category, brand, otherPrice, attributes, createdAt);
        }

        Article from(UUID otherStore) {
            return new Article(
                    id, organization, otherStore, title, description, category, brand, price, attributes, createdAt);
        }

        Article with(Map<String, List<String>> others) {
            return new Article(id, organization, store, title, description, category, brand, price, others, createdAt);
        }

        Article since(Instant other) {
            return new Article(id, organization, store, title, description, category, brand, price, attributes, other);
        }

        private CatalogEvent.Product product() {
            return new CatalogEvent.Product(
                    id,
                    store,
                    "SKU-" + id,
                    title,
                    description,
                    category,
                    brand,
                    new Money(price, "EUR"),
                    attributes,
                    List.of(),
                    createdAt,
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

    /// Very many, some hundred at once.
    void stocks(List<Article> articles) {
        for (var from = 0; from < articles.size(); from += AT_ONCE) {
            say(articles.subList(from, Math.min(from + AT_ONCE, articles.size())).stream()
                    .<Message>mapMulti((article, all) -> {
                        all.accept(created(article));
                        all.accept(stock(article, 1, article.price() % 3));
                    })
                    .toArray(Message[]::new));
        }
    }

    /// A customer buys each of these.
    void takesOrder(Article... articles) {
        var order = placed(articles);
        say(order, confirmed(order));
    }

    static OrderPlaced placed(Article... articles) {
        var organization = articles[0].organization();
        var lines = List.of(articles).stream()
                .map(it -> new OrderPlaced.Line(it.id(), it.title(), new Money(it.price(), "EUR"), 2))
                .toList();
        return new OrderPlaced(
                Ids.next(),
                organization,
                1,
                "XX-1",
                articles[0].store(),
                Ids.next(),
                "SHIPMENT",
                lines,
                new Money(1, "EUR"),
                NOW);
    }

    static OrderConfirmed confirmed(OrderPlaced it) {
        return new OrderConfirmed(
                it.orderId(), it.organizationId(), 2, it.storeId(), it.customerId(), Ids.next(), it.total(), NOW);
    }

    static OrderRejected rejected(OrderPlaced it) {
        return new OrderRejected(
                it.orderId(), it.organizationId(), 2, it.storeId(), it.customerId(), "payment-declined", NOW);
    }

    static StoreChanged store(UUID organization, UUID store, long sequence, String name, String status) {
        return new StoreChanged(
                organization, sequence, store, name, status, "PICKUP", "XX", "EUR", 60, List.of("status"), NOW, null);
    }

    static StoreChanged privateStore(UUID organization, UUID store, long sequence) {
        return new StoreChanged(
                organization,
                sequence,
                store,
                "Canteen",
                "OPEN",
                "PICKUP",
                "XX",
                "EUR",
                60,
                List.of("private"),
                NOW,
                true);
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
        return new StockChanged(article.id(), article.organization(), sequence, available, 0, available, NOW, null);
    }
}
