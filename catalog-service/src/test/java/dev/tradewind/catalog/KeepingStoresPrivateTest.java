package dev.tradewind.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.catalog.products.Description;
import dev.tradewind.catalog.products.Product;
import dev.tradewind.catalog.products.Products;
import dev.tradewind.contracts.CatalogEvent.StoreChanged;
import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@OnRealServers
class KeepingStoresPrivateTest {

    private final UUID organization = Ids.next();
    private final String category = "Category " + organization;
    private final String staff = TestTokens.staff(Ids.next(), organization);
    private final String member = TestTokens.customer(Ids.next(), organization);
    private final String stranger = TestTokens.customer(Ids.next(), Ids.next());
    private final Hears hears;
    private final UUID store;
    private final UUID tea;

    @Autowired
    private RestTestClient http;

    KeepingStoresPrivateTest(@Autowired Hears hears, @Autowired Products products) {
        this.hears = hears;
        this.store = hears.store(organization);
        var is = new Description("TEA", "Tea", "", category, null, new Money(1, "EUR"), null, Map.of(), List.of());
        this.tea = products.save(new Product(Ids.next(), organization, store, is, Instant.EPOCH))
                .getId();
    }

    record Listed(List<Item> items) {

        record Item(@Nullable UUID id) {}
    }

    @BeforeEach
    void everybodySawIt() {
        assertThat(status("/api/products/" + tea, null)).isEqualTo(HttpStatus.OK);
        set(true).expectStatus().isOk().expectBody().json("{\"private\": true, \"version\": 2}");
    }

    @Test
    void P7_strangersAreToldThatNeitherAPrivateStoreNorItsProductsExist() {
        for (var who : new @Nullable String[] {null, stranger}) {
            assertThat(status("/api/stores/" + store, who)).isEqualTo(HttpStatus.NOT_FOUND);
            assertThat(status("/api/products/" + tea, who)).isEqualTo(HttpStatus.NOT_FOUND);
            assertThat(status("/api/products/" + tea + "/reviews", who)).isEqualTo(HttpStatus.NOT_FOUND);
            assertThat(listed("/api/products?store=" + store, who)).isEmpty();
            assertThat(listed("/api/categories?store=" + store, who)).isEmpty();
        }
        assertThat(listed("/api/products?category=" + category, null)).isEmpty();
        assertThat(listed("/api/stores?limit=100", stranger)).isEmpty();
    }

    @Test
    void P7_itsPeopleAndTheOperatorSeeAPrivateStore() {
        for (var who : new String[] {staff, member, TestTokens.operator()}) {
            assertThat(status("/api/stores/" + store, who)).isEqualTo(HttpStatus.OK);
            assertThat(status("/api/products/" + tea, who)).isEqualTo(HttpStatus.OK);
            assertThat(status("/api/products/" + tea + "/reviews", who)).isEqualTo(HttpStatus.OK);
            assertThat(listed("/api/products?store=" + store, who)).hasSize(1);
            assertThat(listed("/api/products?category=" + category, who)).hasSize(1);
            assertThat(listed("/api/categories?store=" + store, who)).hasSize(1);
        }
        assertThat(listed("/api/stores", member)).hasSize(1);
        assertThat(listed("/api/categories", member)).hasSize(1);
    }

    @Test
    void S4_othersHearItAndEverybodySeesItAgainOnceItIsOpened() {
        set(false).expectStatus().isOk();

        assertThat(status("/api/products/" + tea, null)).isEqualTo(HttpStatus.OK);
        assertThat(listed("/api/products?category=" + category, null)).hasSize(1);
        assertThat(hears.events(store, 2))
                .extracting(it -> ((StoreChanged) it).changes() + " " + ((StoreChanged) it).membersOnly())
                .containsExactly("[private] true", "[private] false");
    }

    private ResponseSpec set(boolean isPrivate) {
        return http.patch()
                .uri("/api/stores/{id}", store)
                .headers(it -> it.setBearerAuth(staff))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"private\": " + isPrivate + "}")
                .exchange();
    }

    private HttpStatus status(String uri, @Nullable String token) {
        return HttpStatus.valueOf(get(uri, token)
                .expectBody(String.class)
                .returnResult()
                .getStatus()
                .value());
    }

    private List<Listed.Item> listed(String uri, @Nullable String token) {
        return requireNonNull(get(uri, token)
                        .expectStatus()
                        .isOk()
                        .expectBody(Listed.class)
                        .returnResult()
                        .getResponseBody())
                .items();
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
