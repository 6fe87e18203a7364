package dev.tradewind.catalog;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductCreated;
import dev.tradewind.contracts.CatalogEvent.ProductDeleted;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@OnRealServers
class EditingProductsTest {

    private static final String PRODUCTS = "/api/products";
    private static final String PRODUCT = "/api/products/{id}";

    private final UUID organization = Ids.next();
    private final String staff = TestTokens.staff(Ids.next(), organization);
    private final Hears hears;
    private final UUID store;

    @Autowired
    private RestTestClient http;

    EditingProductsTest(@Autowired Hears hears) {
        this.hears = hears;
        this.store = hears.store(organization);
    }

    record Shown(UUID id, String sku, String title, long version) {}

    @Test
    void staffPutsAProductOnTheShelfAndOthersHearOfIt() {
        var answer = post(staff, lamp("LAMP-1"))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody(Shown.class)
                .returnResult();
        var lamp = requireNonNull(answer.getResponseBody());

        assertThat(answer.getResponseHeaders().getLocation()).hasPath("/api/products/" + lamp.id());
        http.get()
                .uri(PRODUCT, lamp.id())
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .json("""
                        {"id": "%s", "organizationId": "%s", "storeId": "%s", "sku": "LAMP-1", "title": "Desk lamp",
                         "description": "Bright", "category": "Lamps", "brand": "Lumen",
                         "price": {"amount": 4990, "currency": "EUR"},
                         "attributes": {"colour": ["black", "white"], "socket": ["E27"]},
                         "images": [], "active": true, "version": 1}
                        """.formatted(lamp.id(), organization, store));
        assertThat(hears.events(lamp.id(), 1)).singleElement().isInstanceOfSatisfying(ProductCreated.class, it -> {
            assertThat(it.organizationId()).isEqualTo(organization);
            assertThat(it.sequence()).isEqualTo(1);
            assertThat(it.product().storeId()).isEqualTo(store);
            assertThat(it.product().price()).isEqualTo(new Money(4990, "EUR"));
            assertThat(it.product().attributes())
                    .isEqualTo(Map.of("colour", List.of("black", "white"), "socket", List.of("E27")));
        });
    }

    @Test
    void T10_aChangeSaysWhatIsDifferentAndCarriesTheWholeProduct() {
        var lamp = added("LAMP-2");

        patch(staff, lamp, "\"1\"", """
                {"title": "Floor lamp", "price": {"amount": 5990, "currency": "EUR"}, "category": "", "brand": "Lumen"}
                """).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"2\"");

        assertThat(hears.events(lamp, 2).getLast()).isInstanceOfSatisfying(ProductUpdated.class, it -> {
            assertThat(it.sequence()).isEqualTo(2);
            assertThat(it.changes()).containsExactlyInAnyOrder("title", "price", "category");
            assertThat(it.product().title()).isEqualTo("Floor lamp");
            assertThat(it.product().category()).isNull();
            assertThat(it.product().description()).isEqualTo("Bright");
        });
    }

    @Test
    void T10_aReducedProductNamesWhatItCostBefore() {
        var lamp = added("LAMP-11");

        patch(staff, lamp, null, "{\"originalPrice\": {\"amount\": 9990, \"currency\": \"EUR\"}}")
                .expectBody()
                .json("{\"price\": {\"amount\": 4990}, \"originalPrice\": {\"amount\": 9990, \"currency\": \"EUR\"}}");
        // What costs as much as ever is not reduced any more.
        patch(staff, lamp, null, "{\"price\": {\"amount\": 9990, \"currency\": \"EUR\"}}")
                .expectStatus()
                .isOk();
        patch(staff, lamp, null, "{\"originalPrice\": {\"amount\": 9989, \"currency\": \"EUR\"}}")
                .expectStatus()
                .isEqualTo(422);

        assertThat(hears.events(lamp, 3).subList(1, 3))
                .satisfiesExactly(
                        reduced -> assertThat(reduced).isInstanceOfSatisfying(ProductUpdated.class, it -> {
                            assertThat(it.changes()).containsExactly("originalPrice");
                            assertThat(it.product().originalPrice()).isEqualTo(new Money(9990, "EUR"));
                        }),
                        usual -> assertThat(usual).isInstanceOfSatisfying(ProductUpdated.class, it -> {
                            assertThat(it.changes()).containsExactly("price", "originalPrice");
                            assertThat(it.product().originalPrice()).isNull();
                        }));
    }

    @Test
    void whatChangesNothingIsNotTold() {
        var lamp = added("LAMP-3");

        patch(staff, lamp, null, "{\"title\": \"Desk lamp\"}")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        patch(staff, lamp, null, "{\"title\": \"Lamp\"}").expectHeader().valueEquals("ETag", "\"2\"");

        assertThat(hears.events(lamp, 2)).extracting(CatalogEvent::sequence).containsExactly(1L, 2L);
    }

    @Test
    void aChangeOfWhatIsNotThereAnyMoreIsRefused() {
        var lamp = added("LAMP-4");
        patch(staff, lamp, "\"1\"", "{\"title\": \"Lamp\"}").expectStatus().isOk();

        patch(staff, lamp, "\"1\"", "{\"title\": \"Light\"}").expectStatus().isEqualTo(412);
        delete(staff, lamp, "\"1\"").expectStatus().isEqualTo(412);
        patch(staff, lamp, "\"2\"", "{\"title\": \"Light\"}").expectStatus().isOk();
    }

    @Test
    void aDeletedProductIsGoneAndItsNumberIsFree() {
        var lamp = added("LAMP-5");

        delete(staff, lamp, null).expectStatus().isNoContent();

        http.get().uri(PRODUCT, lamp).exchange().expectStatus().isNotFound();
        delete(staff, lamp, null).expectStatus().isNotFound();
        assertThat(hears.events(lamp, 2).getLast())
                .isInstanceOfSatisfying(
                        ProductDeleted.class, it -> assertThat(it.sequence()).isEqualTo(2));
        added("LAMP-5");
    }

    @Test
    void twoProductsOfAnOrganisationCannotHaveOneNumber() {
        added("LAMP-6");
        var other = added("LAMP-7");

        post(staff, lamp("LAMP-6")).expectStatus().isEqualTo(409);
        patch(staff, other, null, "{\"sku\": \"LAMP-6\"}").expectStatus().isEqualTo(409);
    }

    @Test
    void P7_nobodyEditsAnotherOrganisationsShelf() {
        var lamp = added("LAMP-8");
        var stranger = TestTokens.staff(Ids.next(), Ids.next());
        var customer = TestTokens.customer(Ids.next(), organization);

        patch(stranger, lamp, null, "{\"title\": \"Mine\"}").expectStatus().isNotFound();
        delete(stranger, lamp, null).expectStatus().isNotFound();
        post(stranger, lamp("LAMP-9")).expectStatus().isNotFound();
        patch(customer, lamp, null, "{\"title\": \"Mine\"}").expectStatus().isForbidden();
        post(TestTokens.operator(), lamp("LAMP-9")).expectStatus().isForbidden();
        post(null, lamp("LAMP-9")).expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"title": ""}                                        | 422 | title
            {"title": null}                                      | 422 | title
            {"sku": "a\\tb"}                                     | 422 | sku
            {"price": {"amount": -1, "currency": "EUR"}}         | 422 | price.amount
            {"price": {"amount": 1, "currency": "euro"}}         | 422 | price.currency
            {"price": {"amount": 1, "currency": "USD"}}          | 422 | price.currency
            {"price": {"amount": 1.5, "currency": "EUR"}}        | 400 | amount
            {"price": null}                                      | 422 | price
            {"originalPrice": {"amount": 1, "currency": "EUR"}}  | 422 | originalPrice.amount
            {"originalPrice": {"amount": 9999, "currency": "USD"}} | 422 | originalPrice.currency
            {"storeId": "019a0000-0000-7000-8000-000000000000"}  | 404 | 019a0000-0000-7000-8000-000000000000
            {"attributes": {"a=b": "c"}}                         | 422 | attributes
            {"attributes": {"a": [""]}}                          | 422 | attributes
            {"attributes": {"a": [1]}}                           | 400 | a
            {"images": ["javascript:alert(1)"]}                  | 422 | images
            """)
    void whatIsWrongWithAProductIsPointedAt(String wrong, int status, String field) {
        var answer = post(staff, merged(lamp("WRONG"), wrong))
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .returnResult();

        assertThat(answer.getResponseBody()).contains(field);
    }

    /// A message to the others has a limit, and whoever does not fit must hear why.
    @Test
    void whatIsTooLongToBeToldToOthersIsPointedAt() {
        var id = added("RUG-1");
        var fits = "{\"attributes\": " + attributes(20) + "}";
        var tooLong = "{\"attributes\": " + attributes(60) + "}";

        patch(staff, id, null, fits).expectStatus().isOk();
        patch(staff, id, null, tooLong)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .json("{\"errors\": [{\"field\": \"attributes\"}]}");
        post(staff, merged(lamp("RUG-2"), tooLong)).expectStatus().isEqualTo(422);
        // Of signs that JSON spells with six.
        patch(staff, id, null, fits.replace("x", "\\u0001")).expectStatus().isEqualTo(422);
    }

    /// 50 times 50 values of this length.
    private static String attributes(int length) {
        var values = Stream.generate(() -> "\"" + "x".repeat(length) + "\"")
                .limit(50)
                .collect(joining(",", "[", "]"));
        return IntStream.range(0, 50).mapToObj(i -> "\"a" + i + "\": " + values).collect(joining(",", "{", "}"));
    }

    @Test
    void changesAtOnceAreCountedWithoutAGap() throws Exception {
        var lamp = added("LAMP-10");

        try (var editors = Executors.newVirtualThreadPerTaskExecutor()) {
            var changes = IntStream.range(0, 20)
                    .mapToObj(i -> editors.submit(() -> patch(staff, lamp, null, "{\"title\": \"Lamp " + i + "\"}")
                            .expectStatus()
                            .isOk()))
                    .toList();
            for (var change : changes) {
                change.get();
            }
        }

        assertThat(hears.events(lamp, 21))
                .extracting(CatalogEvent::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 21).boxed().toList());
    }

    private UUID added(String sku) {
        return requireNonNull(post(staff, lamp(sku))
                        .expectStatus()
                        .isCreated()
                        .expectBody(Shown.class)
                        .returnResult()
                        .getResponseBody())
                .id();
    }

    private String lamp(String sku) {
        return """
                {"storeId": "%s", "sku": "%s", "title": "Desk lamp", "description": "Bright", "category": "Lamps",
                 "brand": "Lumen", "price": {"amount": 4990, "currency": "EUR"},
                 "attributes": {"colour": ["black", "white"], "socket": "E27"}}
                """.formatted(store, sku);
    }

    /// The first object with the fields of the second.
    private static String merged(String object, String fields) {
        var json = JsonMapper.shared();
        var tree = (ObjectNode) json.readTree(object);
        ((ObjectNode) json.readTree(fields)).properties().forEach(it -> tree.set(it.getKey(), it.getValue()));
        return json.writeValueAsString(tree);
    }

    private ResponseSpec post(@Nullable String token, String body) {
        return http.post()
                .uri(PRODUCTS)
                .headers(it -> authorize(it, token))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private ResponseSpec patch(String token, UUID id, @Nullable String ifMatch, String body) {
        return http.patch()
                .uri(PRODUCT, id)
                .headers(it -> expect(it, token, ifMatch))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private ResponseSpec delete(String token, UUID id, @Nullable String ifMatch) {
        return http.delete()
                .uri(PRODUCT, id)
                .headers(it -> expect(it, token, ifMatch))
                .exchange();
    }

    private static void expect(HttpHeaders headers, String token, @Nullable String ifMatch) {
        authorize(headers, token);
        if (ifMatch != null) {
            headers.set("If-Match", ifMatch);
        }
    }

    private static void authorize(HttpHeaders headers, @Nullable String token) {
        if (token != null) {
            headers.setBearerAuth(token);
        }
    }
}
