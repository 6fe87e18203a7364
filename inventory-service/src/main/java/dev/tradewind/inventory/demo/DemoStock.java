package dev.tradewind.inventory.demo;

import static java.util.stream.Collectors.toMap;

import dev.tradewind.inventory.domain.Stock;
import dev.tradewind.inventory.domain.StockBooks;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Fills the shelves of the demo file's products, each once however often this starts; whether the catalog has
/// told of a product before does not matter.
@Component
@ConditionalOnProperty("tradewind.demo.file")
class DemoStock implements ApplicationRunner {

    private final Path file;
    private final JsonMapper json;
    private final StockBooks books;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DemoStock(
            @Value("${tradewind.demo.file}") String file,
            JsonMapper json,
            StockBooks books,
            Outbox outbox,
            Clock clock,
            TransactionTemplate transaction) {
        this.file = Path.of(file);
        this.json = json;
        this.books = books;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var products = json.readValue(file, Demo.class).products();
        transaction.executeWithoutResult(_ -> fill(products));
    }

    private void fill(List<Product> products) {
        var now = clock.instant();
        var outgoing = new ArrayList<Outgoing>();
        var wanted = products.stream().collect(toMap(Product::id, Product::stock));
        books.shelve(products.stream()
                        .map(product -> Stock.none(product.id(), product.organizationId()))
                        .toList())
                .forEach(stock -> outgoing.add(Outgoing.of(stock.announcement(now))));
        var book = books.open(wanted.keySet());
        wanted.keySet().removeAll(books.filled(wanted.keySet()));
        wanted.forEach((productId, stock) -> {
            if (stock > 0) {
                book.fill(productId, stock, now);
            }
        });
        books.write(book);
        book.announcements(now).forEach(it -> outgoing.add(Outgoing.of(it)));
        outbox.append(outgoing);
    }

    record Demo(List<Product> products) {}

    record Product(UUID id, UUID organizationId, long stock) {}
}
