package dev.tradewind.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.catalog.products.Description;
import dev.tradewind.catalog.products.Product;
import dev.tradewind.catalog.products.Products;
import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.CatalogEvent.Rating;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderCompleted;
import dev.tradewind.contracts.OrderEvent.OrderDelivered;
import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.testing.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;

@OnRealServers
class ReviewingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// How often ratings are told in these tests.
    private static final Duration PACE = Duration.ofSeconds(1);

    private final UUID organization = Ids.next();
    private final UUID customer = Ids.next();
    private final Hears hears;
    private final Instant now;
    private final UUID tea;

    @Autowired
    private RestTestClient http;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    ReviewingTest(@Autowired Hears hears, @Autowired Products products, @Autowired Clock clock) {
        this.hears = hears;
        this.now = clock.instant();
        var is = new Description("TEA", "Tea", "", null, null, new Money(1, "EUR"), null, Map.of(), List.of());
        this.tea = products.save(new Product(Ids.next(), organization, hears.store(organization), is, now))
                .getId();
    }

    record Listed(List<Item> items, @Nullable String nextCursor) {

        record Item(int rating, String text, boolean mine) {}
    }

    @Test
    void F7_whoGotAProductMaySaySoAndEverybodyHearsWhatItIsWorth() {
        review(customer, 5, "Lovely").expectStatus().isForbidden();

        got(customer);
        review(customer, 5, "Lovely").expectStatus().isCreated();
        review(customer, 4, "Lovely,\nbut small").expectStatus().isOk();

        assertThat(listed("", customer).items()).containsExactly(new Listed.Item(4, "Lovely,\nbut small", true));
        assertThat(listed("", null).items()).containsExactly(new Listed.Item(4, "Lovely,\nbut small", false));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lastTold()).isEqualTo(new Rating(4, 1)));
        http.get()
                .uri("/api/products/{id}", tea)
                .exchange()
                .expectBody()
                .json("{\"rating\": {\"average\": 4.0, \"count\": 1}}");
    }

    @Test
    void F7_reviewsAtOnceAreAllCountedAndToldTogether() throws Exception {
        var buyers = IntStream.range(0, 30).mapToObj(_ -> Ids.next()).toList();
        got(buyers.toArray(UUID[]::new));
        var begun = System.nanoTime();

        try (var speakers = Executors.newVirtualThreadPerTaskExecutor()) {
            var spoken = new ArrayList<Future<?>>();
            for (int i = 0; i < buyers.size(); i++) {
                var buyer = buyers.get(i);
                var stars = i % 3 == 0 ? 2 : 5;
                spoken.add(speakers.submit(
                        () -> review(buyer, stars, "").expectStatus().isCreated()));
            }
            for (var one : spoken) {
                one.get();
            }
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lastTold()).isEqualTo(new Rating(4, 30)));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(hears.events(tea, 1)).hasSizeLessThanOrEqualTo((int) took.dividedBy(PACE) + 2);
        var first = listed("?limit=20", null);
        var rest = listed("?limit=20&cursor=" + first.nextCursor(), null);
        assertThat(first.items()).hasSize(20);
        assertThat(rest.items()).hasSize(10);
        assertThat(rest.nextCursor()).isNull();
    }

    /// Kafka repeats, and what is replayed by an operator comes late.
    @Test
    void F7_anErasedCustomerStaysSoWhateverIsToldLate() {
        say(new AccountErased(customer, organization, 9, now));
        await().atMost(PATIENCE).until(() -> isErased(customer));

        var other = Ids.next();
        say(Stream.of(customer, other).map(this::delivery).toArray(Message[]::new));

        await().atMost(PATIENCE).until(() -> purchases(other) == 1);
        assertThat(purchases(customer)).isZero();
        review(customer, 1, "again").expectStatus().isForbidden();
    }

    /// Whoever speaks while being erased is heard first, and then forgotten together with it.
    @Test
    void F7_whoIsErasedWhileSpeakingIsErasedWithWhatWasSaid() throws Exception {
        var other = Ids.next();
        got(customer, other);
        review(other, 5, "").expectStatus().isCreated();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var spoken = transaction.execute(_ -> {
                jdbc.sql("select from ratings where product_id = ? for update")
                        .param(tea)
                        .query()
                        .listOfRows();
                var speaking = threads.submit(() -> review(customer, 1, "My name is"));
                await().atMost(PATIENCE).until(() -> waiting() == 1);
                var _ = threads.submit(() -> say(new AccountErased(customer, organization, 9, now)));
                await().atMost(PATIENCE).until(() -> waiting() == 2 || purchases(customer) == 0);
                return speaking;
            });
            requireNonNull(spoken).get().expectStatus().isCreated();
        }

        await().atMost(PATIENCE).until(() -> purchases(customer) == 0);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(listed("", null).items()).containsExactly(new Listed.Item(5, "", false)));
    }

    @Test
    void F7_anErasedCustomerNeverSpoke() {
        var other = Ids.next();
        got(customer, other);
        review(customer, 1, "My name is").expectStatus().isCreated();
        review(other, 5, "").expectStatus().isCreated();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lastTold()).isEqualTo(new Rating(3, 2)));

        say(new AccountErased(customer, organization, 9, now));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lastTold()).isEqualTo(new Rating(5, 1)));
        assertThat(listed("", null).items()).containsExactly(new Listed.Item(5, "", false));
        review(customer, 1, "again").expectStatus().isForbidden();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"rating": 0}                   | 422 | rating
            {"rating": 6}                   | 422 | rating
            {"text": "x"}                   | 422 | rating
            {"rating": 4.5}                 | 400 | rating
            {"rating": 5, "customerId": 1}  | 422 | customerId
            {"rating": 5, "text": "<long>"} | 422 | text
            """)
    void whatIsWrongWithAReviewIsPointedAt(String wrong, int status, String field) {
        var answer = post(tea, TestTokens.customer(customer, organization), wrong.replace("<long>", "x".repeat(2_001)))
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult();

        assertThat(answer.getResponseBody()).contains('"' + field + '"');
    }

    @Test
    void P7_nobodySpeaksOfAnotherOrganisationsProducts() {
        post(tea, TestTokens.customer(customer, Ids.next()), "{\"rating\": 1}")
                .expectStatus()
                .isNotFound();
        post(Ids.next(), TestTokens.customer(customer, organization), "{\"rating\": 1}")
                .expectStatus()
                .isNotFound();
        http.get()
                .uri("/api/products/{id}/reviews", Ids.next())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    /// One by delivery, the others at the counter; what they ordered besides does not matter.
    private void got(UUID... customers) {
        var products = List.of(tea, Ids.next());
        say(Stream.of(customers)
                .map(it -> it.equals(customer)
                        ? delivery(it)
                        : new OrderCompleted(Ids.next(), organization, 5, tea, it, products, now))
                .toArray(Message[]::new));
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from purchases where product_id = ?")
                                .param(tea)
                                .query((row, _) -> row.getInt(1))
                                .single()
                        == customers.length);
    }

    private OrderDelivered delivery(UUID to) {
        return new OrderDelivered(Ids.next(), organization, 7, tea, to, List.of(tea, Ids.next()), now);
    }

    private int purchases(UUID of) {
        return count("select count(*) from purchases where product_id = ? and customer_id = ?", tea, of);
    }

    private boolean isErased(UUID of) {
        return count("select count(*) from erased_customers where customer_id = ?", of) == 1;
    }

    private int waiting() {
        return count("""
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """);
    }

    private int count(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query((row, _) -> row.getInt(1)).single();
    }

    private void say(Message... messages) {
        transaction.executeWithoutResult(_ -> Stream.of(messages).forEach(outbox::append));
    }

    private @Nullable Rating lastTold() {
        return hears.events(tea, 1).getLast() instanceof ProductUpdated it
                        && it.changes().equals(List.of("rating"))
                ? it.product().rating()
                : null;
    }

    private ResponseSpec review(UUID by, int rating, String text) {
        return post(
                tea,
                TestTokens.customer(by, organization),
                "{\"rating\": %d, \"text\": \"%s\"}".formatted(rating, text.replace("\n", "\\n")));
    }

    private ResponseSpec post(UUID product, String token, String body) {
        return http.post()
                .uri("/api/products/{id}/reviews", product)
                .headers(it -> it.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private Listed listed(String query, @Nullable UUID viewer) {
        return requireNonNull(http.get()
                .uri("/api/products/" + tea + "/reviews" + query)
                .headers(it -> {
                    if (viewer != null) {
                        it.setBearerAuth(TestTokens.customer(viewer, organization));
                    }
                })
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Listed.class)
                .returnResult()
                .getResponseBody());
    }
}
