package dev.tradewind.search;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.tradewind.contracts.Money;
import dev.tradewind.testing.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
            @Nullable String didYouMean,
            @Nullable String nextCursor,
            long tookMs) {

        record Item(
                UUID id,
                String title,
                Money price,
                boolean inStock,
                boolean active,
                @Nullable String storeName,
                boolean storeOpen,
                long version,
                @Nullable Double score,
                Map<String, List<String>> highlight) {}

        record Facet(String value, long count) {}

        List<String> titles() {
            return items.stream().map(Item::title).toList();
        }

        /// How often each value of a facet is counted.
        Map<String, Long> counts(String facet) {
            return facets.getOrDefault(facet, List.of()).stream().collect(Collectors.toMap(Facet::value, Facet::count));
        }

        String next() {
            return requireNonNull(nextCursor);
        }

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

    record Suggestions(List<Suggestion> items) {

        record Suggestion(
                String text, String kind, @Nullable UUID productId) {}

        List<String> texts() {
            return items.stream().map(Suggestion::text).toList();
        }
    }

    Suggestions isSuggested(String text) {
        return requireNonNull(http.get()
                .uri("/api/search/suggest?q={text}", text)
                .headers(it -> {
                    if (token != null) {
                        it.setBearerAuth(token);
                    }
                })
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Suggestions.class)
                .returnResult()
                .getResponseBody());
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
