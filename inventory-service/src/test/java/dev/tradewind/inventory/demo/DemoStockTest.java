package dev.tradewind.inventory.demo;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.inventory.Neighbours;
import dev.tradewind.inventory.Neighbours.StockRow;
import dev.tradewind.inventory.OnRealServers;
import dev.tradewind.inventory.domain.Stock;
import dev.tradewind.inventory.domain.StockBooks;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@OnRealServers
class DemoStockTest {

    private final UUID known = Ids.next();
    private final UUID unheardOf = Ids.next();
    private final UUID soldOut = Ids.next();

    @TempDir
    private Path directory;

    @Autowired
    private Neighbours neighbours;

    @Autowired
    private StockBooks books;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void theCatalogHasToldOfOneProduct() {
        transaction.executeWithoutResult(_ -> books.shelve(List.of(Stock.none(known, ORGANIZATION)))
                .forEach(it -> outbox.append(it.announcement(clock.instant()))));
    }

    @Test
    void fillsEachShelfOnceWhetherOrNotTheCatalogCameFirst() throws Exception {
        start();
        start();

        assertThat(neighbours.stock(known)).isEqualTo(new StockRow(1000, 0, 2));
        assertThat(neighbours.stock(unheardOf)).isEqualTo(new StockRow(1, 0, 2));
        assertThat(neighbours.stock(soldOut)).isEqualTo(new StockRow(0, 0, 1));
        neighbours.everythingIsAnnounced(known);
        neighbours.everythingIsAnnounced(unheardOf);
        neighbours.everythingIsAnnounced(soldOut);
        neighbours.theBooksBalance();
    }

    private void start() throws Exception {
        var file = Files.writeString(directory.resolve("demo.json"), """
                {"password": "x", "products": [
                  {"id": "%s", "organizationId": "%s", "sku": "A", "price": 1, "stock": 1000},
                  {"id": "%s", "organizationId": "%s", "sku": "LAST-ONE", "stock": 1},
                  {"id": "%s", "organizationId": "%s", "sku": "NONE", "stock": 0}]}
                """.formatted(
                        known, ORGANIZATION, unheardOf, ORGANIZATION, soldOut, ORGANIZATION));
        new DemoStock(file.toString(), json, books, outbox, clock, transaction).run(new DefaultApplicationArguments());
    }
}
