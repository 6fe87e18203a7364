package dev.tradewind.inventory;

import static dev.tradewind.inventory.Neighbours.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.CatalogEvent.Product;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@OnRealServers
class HidingPrivateShelvesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final UUID store = Ids.next();
    private final UUID product = Ids.next();
    private final Neighbours neighbours;
    private final RestTestClient http;

    HidingPrivateShelvesTest(@LocalServerPort int port, @Autowired Neighbours neighbours) {
        this.neighbours = neighbours;
        this.http = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
    }

    @Test
    void P7_howManyAPrivateStoreHasIsToldToItsPeopleAndTheOperatorOnly() {
        var stranger = TestTokens.customer(Ids.next(), Ids.next());
        neighbours.say(storeChanged(1, null), new ProductCreated(ORGANIZATION, 1, tea(), NOW));
        neighbours.eventually(() -> assertThat(status(null)).isEqualTo(200));

        neighbours.say(storeChanged(2, true));

        neighbours.eventually(() -> assertThat(status(null)).isEqualTo(404));
        assertThat(status(stranger)).isEqualTo(404);
        assertThat(status(TestTokens.customer(Ids.next(), ORGANIZATION))).isEqualTo(200);
        assertThat(status(TestTokens.operator())).isEqualTo(200);

        neighbours.say(storeChanged(1, true), storeChanged(3, false));

        neighbours.eventually(() -> assertThat(status(null)).isEqualTo(200));
        assertThat(status(stranger)).isEqualTo(200);
    }

    private int status(@Nullable String token) {
        return http.get()
                .uri("/api/products/{id}/inventory", product)
                .headers(it -> {
                    if (token != null) {
                        it.setBearerAuth(token);
                    }
                })
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getStatus()
                .value();
    }

    private StoreChanged storeChanged(long sequence, @Nullable Boolean membersOnly) {
        return new StoreChanged(
                ORGANIZATION,
                sequence,
                store,
                "Canteen",
                "OPEN",
                "PICKUP",
                "CA",
                "BRL",
                900,
                List.of("private"),
                NOW,
                membersOnly);
    }

    private Product tea() {
        return new Product(
                product,
                store,
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
