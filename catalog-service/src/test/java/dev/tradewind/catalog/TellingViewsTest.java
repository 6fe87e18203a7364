package dev.tradewind.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.TestTokens;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@OnRealServers
class TellingViewsTest {

    private final UUID organization = Ids.next();
    private final UUID account = Ids.next();

    @Autowired
    private RestTestClient http;

    @Autowired
    private JdbcClient jdbc;

    record Made(UUID id) {}

    @Test
    void F7_whatASignedInCallerLooksAtIsToldAndWhatAVisitorLooksAtIsNot(@Autowired Hears hears) {
        var product = product(hears.store(organization));
        var before = views(product, null);

        look(product, null);
        look(Ids.next(), TestTokens.customer(account, organization));
        look(product, TestTokens.customer(account, organization));
        look(product, TestTokens.customer(account, organization));

        await().atMost(Duration.ofSeconds(30)).until(() -> views(product, account) == 2);
        assertThat(views(product, null) - before).isEqualTo(2);
    }

    private UUID product(UUID store) {
        return requireNonNull(http.post()
                        .uri("/api/products")
                        .headers(it -> it.setBearerAuth(TestTokens.staff(Ids.next(), organization)))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body("""
                            {"storeId": "%s", "sku": "SEEN", "title": "Lamp", "price": {"amount": 1, "currency": "EUR"}}
                            """.formatted(store))
                        .exchange()
                        .expectStatus()
                        .isCreated()
                        .expectBody(Made.class)
                        .returnResult()
                        .getResponseBody())
                .id();
    }

    private void look(UUID product, @Nullable String token) {
        http.get()
                .uri("/api/products/" + product)
                .headers(it -> {
                    if (token != null) {
                        it.setBearerAuth(token);
                    }
                })
                .exchange();
    }

    /// Views on their way to the topic; of everybody when no account is given.
    private long views(UUID product, @Nullable UUID viewer) {
        return jdbc.sql("""
                select count(*) from outbox
                where topic like '%activity.events' and convert_from(payload, 'UTF8')::jsonb ->> 'productId' = :product
                  and (cast(:viewer as text) is null or aggregateid = :viewer)
                """)
                .param("product", product.toString())
                .param("viewer", viewer == null ? null : viewer.toString())
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
