package dev.tradewind.inventory.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Where the stock is kept. Products are always locked in the order of their ids, so nobody waits in a circle.
public interface StockBooks {

    /// Makes empty places for products that have none yet and says which. `products` holds none twice.
    List<Stock> shelve(Collection<Stock> products);

    /// What the catalog has deleted is not sold any more.
    void withdraw(Collection<UUID> products, Instant at);

    Optional<Stock> find(UUID productId);

    /// Locks the stock of these products until the transaction ends; unknown ones are left out.
    StockBook open(Collection<UUID> products);

    /// Of these, the products whose shelf has been filled for the first time already.
    Collection<UUID> filled(Collection<UUID> products);

    /// Stores what has changed. Who writes also appends the [StockChanged] of the book to the outbox.
    void write(StockBook book);
}
