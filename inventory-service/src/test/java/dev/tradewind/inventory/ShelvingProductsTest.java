package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static dev.tradewind.inventory.Neighbours.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.CatalogEvent.Product;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.inventory.Neighbours.StockRow;
import dev.tradewind.messaging.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class ShelvingProductsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final UUID product = Ids.next();

    @Autowired
    private Neighbours neighbours;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aNewProductHasAnInventoryOfZeros() {
        neighbours.say(created());

        neighbours.eventually(() -> assertThat(neighbours.knows(product)).isTrue());
        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(0, 0, 1));
        neighbours.everythingIsAnnounced(product);
    }

    @Test
    void toldAgainItStaysAsItIs() {
        neighbours.say(created());
        neighbours.say(created(), updated());
        var later = Ids.next();
        neighbours.say(new ProductCreated(ORGANIZATION, 1, data(later), NOW));

        neighbours.eventually(() -> assertThat(neighbours.knows(later)).isTrue());
        neighbours.eventually(() -> assertThat(neighbours.knows(product)).isTrue());
        assertThat(neighbours.stock(product)).isEqualTo(new StockRow(0, 0, 1));
        neighbours.everythingIsAnnounced(product);
    }

    @Test
    void whatTheCatalogDeletesIsNotSoldAnyMore() {
        var onShelf = neighbours.product(10);

        neighbours.say(new ProductDeleted(ORGANIZATION, 2, onShelf, NOW));
        neighbours.eventually(() -> assertThat(jdbc.sql("select withdrawn_at from stock where product_id = :product")
                        .param("product", onShelf)
                        .query((row, _) -> row.getObject("withdrawn_at") != null)
                        .single())
                .isTrue());
        var id = Ids.next();
        neighbours.say(reserve(id, onShelf, 1));

        assertThat(neighbours.answer(id)).isEqualTo(new StockRefused(id, ORGANIZATION, id, "unknown-product"));
    }

    private ProductCreated created() {
        return new ProductCreated(ORGANIZATION, 1, data(product), NOW);
    }

    private ProductUpdated updated() {
        return new ProductUpdated(ORGANIZATION, 2, data(product), List.of("price"), NOW);
    }

    private static Product data(UUID id) {
        return new Product(
                id,
                Ids.next(),
                "TEA-1",
                "Tea",
                "Leaves",
                null,
                null,
                new Money(100, "BRL"),
                Map.of(),
                List.of(),
                NOW,
                null,
                null);
    }
}
