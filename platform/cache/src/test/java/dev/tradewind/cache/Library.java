package dev.tradewind.cache;

import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.messaging.Outbox;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;

/// A small service with books that change, and copies of them.
@SpringBootApplication
class Library {

    record Book(UUID id, String title, long version) {}

    /// The truth of all instances.
    static final Map<UUID, Book> BOOKS = new ConcurrentHashMap<>();

    static Book put(UUID id, String title, long version) {
        var book = new Book(id, title, version);
        BOOKS.put(id, book);
        return book;
    }

    @Bean
    Outdating books() {
        return Outdating.told(message -> switch (message) {
            case ProductDeleted it -> List.of(new Outdated("books", it.productId(), it.sequence()));
            case ProductUpdated it -> List.of(new Outdated("books", it.product().id(), it.sequence()));
            default -> List.of();
        });
    }

    @Bean
    Desk desk(Caches caches, Outbox outbox, TransactionTemplate transaction, Clock clock) {
        return new Desk(caches.open(Shape.of("books", Book.class, Book::version)), outbox, transaction, clock);
    }

    /// Reads through the cache and counts what is read from the truth.
    record Desk(
            ReadCache<UUID, Book> cache,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock,
            AtomicInteger loads) {

        Desk(ReadCache<UUID, Book> cache, Outbox outbox, TransactionTemplate transaction, Clock clock) {
            this(cache, outbox, transaction, clock, new AtomicInteger());
        }

        Optional<Book> read(UUID id) {
            return read(id, it -> Optional.ofNullable(BOOKS.get(it)));
        }

        Optional<Book> read(UUID id, Function<UUID, Optional<Book>> load) {
            return cache.find(id, it -> {
                loads.incrementAndGet();
                return load.apply(it);
            });
        }

        Map<UUID, Book> readAll(Collection<UUID> ids) {
            return readAll(ids, 1);
        }

        Map<UUID, Book> readAll(Collection<UUID> ids, long version) {
            return cache.findAll(ids.stream().collect(Collectors.toMap(Function.identity(), _ -> version)), missing -> {
                loads.incrementAndGet();
                return missing.stream()
                        .filter(BOOKS::containsKey)
                        .collect(Collectors.toMap(Function.identity(), BOOKS::get));
            });
        }

        /// A new version, told to everybody.
        void change(UUID id, String title, long version) {
            transaction.executeWithoutResult(_ -> {
                put(id, title, version);
                outbox.append(new ProductDeleted(id, version, id, clock.instant()));
            });
        }
    }
}
