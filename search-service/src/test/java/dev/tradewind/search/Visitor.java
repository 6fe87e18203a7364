package dev.tradewind.search;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.tradewind.testing.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// Somebody who searches over HTTP.
///
/// @param token null for whoever is not signed in
record Visitor(RestTestClient http, @Nullable String token) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Found(
            List<Item> items,
            long total,
            Map<String, List<Facet>> facets,
            @Nullable String nextCursor,
            long tookMs) {

        record Item(
                UUID id,
                String title,
                boolean inStock,
                long version,
                @Nullable Double score,
                Map<String, List<String>> highlight) {}

        record Facet(String value, long count) {}

        List<UUID> ids() {
            return items.stream().map(Item::id).toList();
        }
    }

    static Visitor member(RestTestClient http, UUID organization) {
        return new Visitor(http, TestTokens.customer(organization, organization));
    }

    ResponseSpec asks(String query, Object... values) {
        return http.get()
                .uri("/api/search?" + query, values)
                .headers(it -> {
                    if (token != null) {
                        it.setBearerAuth(token);
                    }
                })
                .exchange();
    }

    Found finds(String query, Object... values) {
        return requireNonNull(asks(query, values)
                .expectStatus()
                .isOk()
                .expectBody(Found.class)
                .returnResult()
                .getResponseBody());
    }

    /// The answer as soon as it is as it should be; the index follows the events, it does not go before them.
    Found findsSoon(Predicate<Found> asItShould, String query, Object... values) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> finds(query, values), asItShould);
    }
}
