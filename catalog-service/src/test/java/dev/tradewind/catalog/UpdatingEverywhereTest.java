package dev.tradewind.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.catalog.products.Description;
import dev.tradewind.catalog.products.Product;
import dev.tradewind.catalog.products.Products;
import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Broadcast;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.SecondInstance;
import dev.tradewind.testing.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/// Two instances of the whole service on the same database, topics and Redis.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpdatingEverywhereTest {

    private static final boolean FULL = Boolean.getBoolean("tradewind.full");
    private static final int CHANGES = FULL ? 500 : 60;
    private static final int WARMING_UP = 20;
    /// A machine that builds other things besides is judged by whether it is told at all: copies live longer than this.
    private static final Duration SEEN_WITHIN = Duration.ofMillis(FULL ? 200 : 2_000);

    private final UUID organization = Ids.next();
    private final String staff = TestTokens.staff(Ids.next(), organization);
    private final ConfigurableApplicationContext context;
    private final Products products;
    private final Clock clock;
    private final UUID store;
    private final UUID product;
    private final SecondInstance other;
    private final RestClient here;
    private final RestClient there;

    UpdatingEverywhereTest(
            @Autowired ConfigurableApplicationContext context,
            @Autowired Hears hears,
            @Autowired Products products,
            @Autowired Clock clock) {
        this.context = context;
        this.store = hears.store(organization);
        this.products = products;
        this.clock = clock;
        this.product = products.save(product(Ids.next(), "LAMP")).getId();
        this.other = SecondInstance.of(CatalogApplication.class, context);
        this.here = client(requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort());
        this.there = client(other.port());
    }

    @BeforeAll
    void bothHear() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Stream.of(context, other.context())
                        .map(it -> it.getBean(Broadcast.class))
                        .allMatch(it -> it.sinceUpToDate().compareTo(Duration.ofSeconds(3)) < 0));
    }

    @AfterAll
    void end() {
        other.close();
    }

    @Test
    void P6_S6_aPriceChangedOnOneInstanceIsSoonShownByTheOther() {
        var delays = new long[WARMING_UP + CHANGES];
        for (int i = 0; i < delays.length; i++) {
            var price = 100 + i;
            assertThat(show(there).getBody()).contains("\"version\":" + (i + 1));
            reprice(product, price);
            var begun = System.nanoTime();
            assertThat(show(here).getBody()).contains("\"amount\":" + price);
            await().pollInterval(Duration.ofMillis(2))
                    .pollDelay(Duration.ZERO)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> requireNonNull(show(there).getBody()).contains("\"amount\":" + price));
            delays[i] = System.nanoTime() - begun;
        }
        var sorted = Arrays.stream(delays).skip(WARMING_UP).sorted().toArray();
        var median = Duration.ofNanos(sorted[CHANGES / 2]);
        var late = Duration.ofNanos(sorted[Math.ceilDiv(CHANGES * 99, 100) - 1]);
        System.out.printf(
                "FIGURE P6/S6 %d changes: shown by the other instance after p50 %d ms, p99 %d ms%n",
                CHANGES, median.toMillis(), late.toMillis());
        // One slow moment of a machine that does other things besides is the last of so few.
        assertThat(FULL ? late : median).isLessThan(SEEN_WITHIN);
    }

    @Test
    void F5_aListIsReadFromCopiesAndNeverOlderThanAChangeThatWasAnswered() {
        var shelf = fill(20);
        var copiesBefore = copies();
        var loadedBefore = reads("loaded");
        for (int i = 0; i < CHANGES; i++) {
            assertThat(list(here)).isEqualTo(list(there));
            var price = 1_000_000 + i;
            reprice(shelf.get(i % shelf.size()), price);
            assertThat(list(there)).contains("\"amount\":" + price);
            assertThat(list(here)).contains("\"amount\":" + price);
        }
        var copies = copies() - copiesBefore;
        var loaded = reads("loaded") - loadedBefore;
        System.out.printf(
                "FIGURE F5 lists of 21 products, one of which changes with every fourth list: %.1f %% read from copies%n",
                100 * copies / (copies + loaded));
        assertThat(copies / (copies + loaded)).isGreaterThan(0.9);
    }

    @Test
    void P6_S6_aStoreThatClosesIsShownClosedByTheOther() {
        assertThat(store(there)).contains("OPEN");
        assertThat(stores(there)).contains("OPEN");
        here.put()
                .uri("/api/stores/{id}/status", store)
                .headers(it -> it.setBearerAuth(staff))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"status\": \"CLOSED\"}")
                .retrieve()
                .toBodilessEntity();
        assertThat(stores(there)).contains("\"CLOSED\"").doesNotContain("\"OPEN\"");
        assertThat(store(here)).contains("\"CLOSED\"");
        await().atMost(Duration.ofSeconds(20)).until(() -> store(there).contains("\"CLOSED\""));
    }

    @Test
    void F5_whoHasThePageAlreadyIsToldSo() {
        var tag = requireNonNull(show(there).getHeaders().getETag());

        var again = there.get()
                .uri("/api/products/{id}", product)
                .header("If-None-Match", tag)
                .retrieve()
                .toEntity(String.class);

        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
        assertThat(again.getHeaders().getCacheControl()).isEqualTo("no-cache");
    }

    private List<UUID> fill(int size) {
        var ids = IntStream.range(0, size).mapToObj(_ -> Ids.next()).toList();
        ids.forEach(id -> products.save(product(id, "SKU-" + id)));
        return ids;
    }

    private Product product(UUID id, String sku) {
        var is = new Description(sku, "Lamp", "", null, null, new Money(1, "EUR"), null, Map.of(), List.of());
        return new Product(id, organization, store, is, clock.instant());
    }

    private void reprice(UUID product, long price) {
        here.patch()
                .uri("/api/products/{id}", product)
                .headers(it -> it.setBearerAuth(staff))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"price\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(price))
                .retrieve()
                .toBodilessEntity();
    }

    private String list(RestClient instance) {
        return requireNonNull(instance.get()
                .uri("/api/products?limit=100&store={store}", store)
                .retrieve()
                .body(String.class));
    }

    private double copies() {
        return reads("near") + reads("far");
    }

    /// Of products, by both instances.
    private double reads(String from) {
        return Stream.of(context, other.context())
                .mapToDouble(it -> it.getBean(MeterRegistry.class)
                        .counter("cache.reads", "cache", "products", "from", from)
                        .count())
                .sum();
    }

    private ResponseEntity<String> show(RestClient instance) {
        return instance.get().uri("/api/products/{id}", product).retrieve().toEntity(String.class);
    }

    private String store(RestClient instance) {
        return requireNonNull(
                instance.get().uri("/api/stores/{id}", store).retrieve().body(String.class));
    }

    /// Those of the organisation of whoever asks.
    private String stores(RestClient instance) {
        return requireNonNull(instance.get()
                .uri("/api/stores")
                .headers(it -> it.setBearerAuth(staff))
                .retrieve()
                .body(String.class));
    }

    private static RestClient client(int port) {
        return RestClient.create("http://127.0.0.1:" + port);
    }
}
