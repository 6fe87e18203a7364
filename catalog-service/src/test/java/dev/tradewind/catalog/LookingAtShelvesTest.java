package dev.tradewind.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tradewind.catalog.products.Description;
import dev.tradewind.catalog.products.Product;
import dev.tradewind.catalog.products.Products;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.TestTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@OnRealServers
class LookingAtShelvesTest {

    private static final Instant MORNING = Instant.parse("2026-11-21T08:00:00Z");

    private final UUID organization = Ids.next();
    private final String staff = TestTokens.staff(Ids.next(), organization);
    private final String category = "Category " + organization;
    private final Hears hears;
    private final Products products;
    private final UUID store;
    private final UUID secondStore;

    @Autowired
    private RestTestClient http;

    LookingAtShelvesTest(@Autowired Hears hears, @Autowired Products products) {
        this.hears = hears;
        this.products = products;
        this.store = hears.store(organization);
        this.secondStore = hears.store(organization);
    }

    record Listed(List<Item> items, @Nullable String nextCursor) {

        record Item(UUID id) {}
    }

    @Test
    void aShelfIsShownOldestFirstAndInParts() {
        var late = product(store, "A", MORNING.plusSeconds(60));
        var together = IntStream.range(0, 4)
                .mapToObj(i -> product(store, "B" + i, MORNING))
                .toList();

        var ids = new ArrayList<UUID>();
        var page = listed("/api/products?limit=2&store=" + store, null);
        ids.addAll(ids(page));
        while (page.nextCursor() != null) {
            page = listed("/api/products?limit=2&store=" + store + "&cursor=" + page.nextCursor(), null);
            ids.addAll(ids(page));
        }

        assertThat(ids).hasSize(5).endsWith(late).containsAll(together);
        assertThat(ids.subList(0, 4)).isSorted();
    }

    @Test
    void P7_aMemberSeesTheOwnShelfAndAVisitorAll() {
        var ours = product(store, "OURS", MORNING);
        var elsewhere = Ids.next();
        var strangers = hears.store(elsewhere);
        var theirs = product(elsewhere, strangers, "THEIRS", MORNING);

        assertThat(ids(listed("/api/products?limit=100", staff))).containsExactly(ours);
        assertThat(ids(listed("/api/products?store=" + strangers, staff))).containsExactly(theirs);
        assertThat(ids(listed("/api/products?category=" + category, null))).containsExactly(ours, theirs);
        assertThat(ids(listed("/api/stores", staff))).containsExactly(store, secondStore);
    }

    @Test
    void aShelfIsSiftedByNumberAndCategory() {
        var wanted = product(store, "WANTED", MORNING);
        product(secondStore, "OTHER", MORNING);

        assertThat(ids(listed("/api/products?sku=WANTED", staff))).containsExactly(wanted);
        assertThat(ids(listed("/api/products?category=" + category + "&store=" + store, null)))
                .containsExactly(wanted);
        assertThat(ids(listed("/api/products?category=none", staff))).isEmpty();
        get("/api/categories", staff).expectBody().json("""
                {"items": [{"name": "%s", "products": 2}], "nextCursor": null}
                """.formatted(category));
    }

    @ParameterizedTest
    @ValueSource(strings = {"store=1", "limit=0", "limit=101", "cursor=AAAA", "limit=x"})
    void whatMeansNothingIsRefused(String query) {
        get("/api/products?" + query, null)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void whatIsUnknownIsNotFound() {
        get("/api/products/" + Ids.next(), null).expectStatus().isNotFound();
        get("/api/stores/" + Ids.next(), null).expectStatus().isNotFound();
        get("/api/products", TestTokens.expired()).expectStatus().isUnauthorized();
    }

    @Test
    void staffClosesAndOpensAStoreAndOthersHearOfIt() {
        turn(staff, "CLOSED", "\"1\"").expectStatus().isOk().expectHeader().valueEquals("ETag", "\"2\"");
        turn(staff, "CLOSED", null).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"2\"");
        turn(staff, "OPEN", "\"1\"").expectStatus().isEqualTo(412);
        turn(staff, "OPEN", "\"2\"").expectStatus().isOk();

        get("/api/stores/" + store, null).expectBody().json("""
                {"id": "%s", "status": "OPEN", "fulfilment": "SHIPMENT", "version": 3}
                """.formatted(store));
        assertThat(hears.events(store, 2))
                .allSatisfy(it -> assertThat(it)
                        .isInstanceOfSatisfying(
                                StoreChanged.class,
                                change -> assertThat(change.changes()).containsExactly("status")))
                .extracting(it -> ((StoreChanged) it).status(), it -> it.sequence())
                .containsExactly(tuple("CLOSED", 2L), tuple("OPEN", 3L));
    }

    @Test
    void onlyItsStaffTurnsAStore() {
        turn(TestTokens.customer(Ids.next(), organization), "CLOSED", null)
                .expectStatus()
                .isForbidden();
        turn(TestTokens.admin(Ids.next(), Ids.next()), "CLOSED", null)
                .expectStatus()
                .isNotFound();
        turn(staff, "HALF OPEN", null).expectStatus().isBadRequest();
    }

    private ResponseSpec turn(String token, String status, @Nullable String ifMatch) {
        return http.put()
                .uri("/api/stores/{id}/status", store)
                .headers(it -> {
                    it.setBearerAuth(token);
                    if (ifMatch != null) {
                        it.set("If-Match", ifMatch);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"status\": \"" + status + "\"}")
                .exchange();
    }

    private UUID product(UUID inStore, String sku, Instant at) {
        return product(organization, inStore, sku, at);
    }

    private UUID product(UUID ofOrganization, UUID inStore, String sku, Instant at) {
        var is = new Description(sku, sku, "", category, null, new Money(1, "EUR"), null, Map.of(), List.of());
        return products.save(new Product(Ids.next(), ofOrganization, inStore, is, at))
                .getId();
    }

    private Listed listed(String uri, @Nullable String token) {
        return requireNonNull(get(uri, token)
                .expectStatus()
                .isOk()
                .expectBody(Listed.class)
                .returnResult()
                .getResponseBody());
    }

    private static List<UUID> ids(Listed page) {
        return page.items().stream().map(Listed.Item::id).toList();
    }

    private ResponseSpec get(String uri, @Nullable String token) {
        return http.get()
                .uri(uri)
                .headers(it -> {
                    if (token != null) {
                        it.setBearerAuth(token);
                    }
                })
                .exchange();
    }
}
