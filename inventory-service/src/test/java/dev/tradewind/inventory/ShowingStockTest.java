package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.inventory.domain.UnknownProduct;
import dev.tradewind.inventory.showing.ShownStock;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.SecondInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Two instances, while orders come and go.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShowingStockTest {

    private final Neighbours neighbours;
    private final ShownStock here;
    private final ShownStock there;
    private final StringRedisTemplate redis;
    private final String prefix;
    private final SecondInstance other;

    ShowingStockTest(
            @Autowired ConfigurableApplicationContext context,
            @Autowired Neighbours neighbours,
            @Autowired ShownStock shown,
            @Autowired StringRedisTemplate redis,
            @Value("${tradewind.cache.prefix}") String prefix) {
        this.neighbours = neighbours;
        this.here = shown;
        this.redis = redis;
        this.prefix = prefix;
        this.other = SecondInstance.of(InventoryApplication.class, context);
        this.there = other.bean(ShownStock.class);
    }

    @AfterAll
    void end() {
        other.close();
    }

    @Test
    void F6_I15_atRestRedisHasWhatTheDatabaseHasOrNothing() {
        var products = new ArrayList<UUID>();
        for (int i = 0; i < 20; i++) {
            products.add(neighbours.product(100));
        }
        for (int round = 1; round <= 5; round++) {
            for (var product : products) {
                neighbours.say(Neighbours.reserve(Ids.next(), product, round));
                there.look(product);
                here.look(product);
            }
        }
        neighbours.eventually(() -> assertThat(products)
                .allSatisfy(it -> assertThat(neighbours.stock(it).reserved()).isEqualTo(15)));

        for (var product : products) {
            neighbours.everythingIsAnnounced(product);
            neighbours.eventually(() -> {
                assertThat(here.look(product).available()).isEqualTo(85);
                assertThat(there.look(product).available()).isEqualTo(85);
                var kept = redis.opsForValue().get(counter(product));
                assertThat(kept).startsWith(neighbours.stock(product).version() + ":");
                assertThat(kept).contains("\"reserved\":15");
            });
        }
    }

    @Test
    void F6_whatTheCatalogHasDeletedIsNotShownFromACopyEither() {
        var product = neighbours.product(3);
        assertThat(here.look(product).available()).isEqualTo(3);
        assertThat(there.look(product).available()).isEqualTo(3);

        neighbours.say(new ProductDeleted(ORGANIZATION, 2, product, Instant.parse("2026-11-21T12:00:00Z")));

        neighbours.eventually(() -> {
            Assertions.assertThatThrownBy(() -> here.look(product)).isInstanceOf(UnknownProduct.class);
            Assertions.assertThatThrownBy(() -> there.look(product)).isInstanceOf(UnknownProduct.class);
        });
    }

    private String counter(UUID product) {
        return prefix + "inventory:product:" + product + ":available";
    }
}
