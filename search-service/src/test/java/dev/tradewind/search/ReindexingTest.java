package dev.tradewind.search;

import static dev.tradewind.search.Shop.created;
import static dev.tradewind.search.Shop.deleted;
import static dev.tradewind.search.Shop.stock;
import static dev.tradewind.search.Shop.store;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Column;
import dev.tradewind.messaging.Ids;
import dev.tradewind.search.Shop.Article;
import dev.tradewind.search.indexing.Document;
import dev.tradewind.search.indexing.ProductIndex;
import dev.tradewind.search.listing.Listing;
import dev.tradewind.search.listing.Listings;
import dev.tradewind.search.listing.Product;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers(elasticsearch = true)
@AutoConfigureRestTestClient
@Import(Shop.class)
class ReindexingTest {

    private static final boolean FULL = Boolean.getBoolean("tradewind.full");
    private static final int PRODUCTS = FULL ? 50_000 : 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(FULL ? 20 : 2);
    private static final int SAID_AT_ONCE = 1_000;

    private final UUID organization = Ids.next();
    private final UUID operator = Ids.next();
    private final String operatorToken = TestTokens.of(operator, null, "OPERATOR");

    @Autowired
    private RestTestClient http;

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ProductIndex index;

    @Autowired
    private Listings listings;

    @Autowired
    @Qualifier("elasticsearchClient")
    private ElasticsearchClient client;

    record Progress(
            UUID id,
            String state,
            @Nullable String index,
            long copied,
            long total,
            Instant startedAt,
            @Nullable Instant finishedAt) {}

    @Test
    void S14_theIndexIsBuiltAnewWhileItIsReadAndWrittenAndNoSearchMisses() throws Exception {
        var articles = IntStream.range(0, PRODUCTS)
                .mapToObj(i -> Article.of(organization, "Thing " + i))
                .toList();
        say(articles.stream().map(it -> (Message) created(it)).toList());
        say(articles.stream().map(it -> (Message) stock(it, 1, 10)).toList());
        shop.say(store(organization, organization, 1, "The old name", "OPEN"));
        awaitIndexed(PRODUCTS);
        var before = index.serving();
        client.indices().create(it -> it.index(index.alias() + "-left-by-a-crash"));
        var gone = articles.subList(0, 50);
        var staying = articles.subList(50, PRODUCTS);

        Map<UUID, Long> said;
        try (var day = new BusyDay(staying)) {
            await().atMost(PATIENCE).until(() -> day.searches.get() > 5);
            begin(operatorToken, "{\"reason\":\"other synonyms\"}")
                    .expectStatus()
                    .isEqualTo(202);
            begin(operatorToken, "{\"reason\":\"once more\"}").expectStatus().isEqualTo(409);
            say(gone.stream().map(it -> (Message) deleted(it, 2)).toList());
            shop.say(store(organization, organization, 2, "The new name", "CLOSED"));
            awaitState("DONE");
            var searchesThen = day.searches.get();
            await().atMost(PATIENCE).until(() -> day.searches.get() > searchesThen + 20);
            day.tellsHowItWent();
            assertThat(day.misses).isEmpty();
            said = day.end();
        }

        gone.forEach(it -> said.put(it.id(), 2L));
        awaitListed(said);
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select not open and name = 'The new name' from stores where store_id = ?")
                        .param(organization)
                        .query(Boolean.class)
                        .single());
        assertThat(index.serving()).isNotEqualTo(before).isEqualTo(progress().index());
        assertTheIndexIsTheListing();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.indices()
                                .get(it -> it.index(index.alias() + "-*"))
                                .indices())
                        .containsOnlyKeys(index.serving()));
        assertThat(jdbc.sql("select action || ': ' || reason from operator_actions where actor = ?")
                        .param(operator)
                        .query(String.class)
                        .list())
                .containsExactly("reindex: other synonyms");
    }

    @Test
    void S14_anInstanceThatDiesInTheMiddleIsTakenOverFrom() throws IOException {
        var articles = IntStream.range(0, 600)
                .mapToObj(i -> Article.of(organization, "Thing " + i))
                .toList();
        say(articles.stream().map(it -> (Message) created(it)).toList());
        awaitIndexed(articles.size());
        var half = diedInTheMiddle();

        awaitState("DONE");

        assertThat(index.serving()).isEqualTo(half);
        assertTheIndexIsTheListing();
    }

    @Test
    void S14_theNewIndexShowsAllItHasAsSoonAsItIsRead() throws IOException {
        var articles = IntStream.range(0, 3)
                .mapToObj(i -> Article.of(organization, "Thing " + i))
                .toList();
        say(articles.stream().map(it -> (Message) created(it)).toList());
        awaitIndexed(articles.size());
        var reindexing = heldBySomebody();
        var other = index.add();
        refreshes(other, "-1");
        listings.forgetIndexed();
        awaitIndexed(articles.size());

        index.serve(other);

        assertThat(Visitor.member(http, organization).finds("q=").total()).isEqualTo(3);
        refreshes(other, "1s");
        givenUp(reindexing);
    }

    @Test
    void S14_whoMissesTheAliasDoesNotTurnSearchesBackToTheOldIndex(@Autowired DataSource database) throws Exception {
        var before = servingSoon();
        var reindexing = heldBySomebody();
        var other = index.add();
        try (var turning = database.getConnection()) {
            turning.setAutoCommit(false);
            turning.createStatement().execute("update product_indexes set serving = false where serving");
            turning.createStatement().execute("update product_indexes set serving = true where name = '" + other + "'");
            client.indices().deleteAlias(it -> it.index(before).name(index.alias()));
            Visitor.member(http, organization).asks("q=anything").expectStatus().isEqualTo(503);
            await().atMost(PATIENCE)
                    .until(() -> jdbc.sql("""
                            select exists (
                                select from pg_stat_activity
                                where datname = current_database()
                                  and wait_event_type = 'Lock'
                                  and query like '%product_indexes%serving for update%')
                            """).query(Boolean.class).single());
            turning.commit();
        }

        await().atMost(PATIENCE)
                .until(() -> client.indices()
                        .existsAlias(it -> it.index(other).name(index.alias()))
                        .value());
        listings.forgetIndexed();
        givenUp(reindexing);
    }

    @Test
    void S14_anAliasThatIsLostComesBackThoughNothingChanges() throws IOException {
        say(List.of(created(Article.of(organization, "Thing"))));
        awaitIndexed(1);
        var visitor = Visitor.member(http, organization);
        visitor.findsSoon(it -> it.total() == 1, "q=thing");

        client.indices().deleteAlias(it -> it.index(index.serving()).name(index.alias()));

        visitor.findsSoon(it -> it.total() == 1, "q=thing&minPrice=2");
    }

    /// So that nobody tidies up meanwhile.
    private UUID heldBySomebody() {
        var id = Ids.next();
        jdbc.sql("""
                insert into reindexings (id, state, total, actor, reason, started_at, deadline, holder, held_until)
                values (?, 'RUNNING', 0, ?, 'a test', now(), now() + interval '1 hour', ?, now() + interval '1 hour')
                """).param(id).param(operator).param(Ids.next()).update();
        return id;
    }

    private void givenUp(UUID reindexing) {
        jdbc.sql("update reindexings set state = 'ABORTED', finished_at = now() where id = ?")
                .param(reindexing)
                .update();
    }

    private void refreshes(String name, String interval) throws IOException {
        client.indices()
                .putSettings(it ->
                        it.index(name).settings(settings -> settings.refreshInterval(every -> every.time(interval))));
    }

    @Test
    void anAbortedOneLeavesTheIndexAsItWas() throws IOException {
        var before = servingSoon();
        var half = diedInTheMiddle();
        assertThat(index.targets()).contains(half);

        post("/abort", operatorToken, "{\"reason\":\"too slow today\"}")
                .expectStatus()
                .isOk();
        post("/abort", operatorToken, "{\"reason\":\"too slow today\"}")
                .expectStatus()
                .isEqualTo(409);

        await().atMost(PATIENCE).until(() -> index.targets().equals(List.of(before)));
        assertThat(progress().state()).isEqualTo("ABORTED");
        await().atMost(PATIENCE)
                .until(() -> !client.indices().exists(it -> it.index(half)).value());
    }

    @Test
    void onlyOperatorsBuildItAnewAndSayWhy() {
        begin(TestTokens.admin(Ids.next(), organization), "{\"reason\":\"mine\"}")
                .expectStatus()
                .isForbidden();
        begin(operatorToken, "{}").expectStatus().isEqualTo(422);
        begin(operatorToken, "{\"reason\":\"%s\"}".formatted("x".repeat(501)))
                .expectStatus()
                .isEqualTo(422);
    }

    /// What `kill -9` leaves behind: a row that somebody holds who is gone, and an index with part of the products.
    private String diedInTheMiddle() throws IOException {
        servingSoon();
        var id = Ids.next();
        jdbc.sql("""
                insert into reindexings
                    (id, state, total, actor, reason, started_at, deadline, holder, held_until)
                values (?, 'RUNNING', 600, ?, 'a test', now(), now() + interval '1 hour', ?, now() + interval '5 seconds')
                """).param(id).param(operator).param(Ids.next()).update();
        var name = index.add();
        jdbc.sql("""
                update reindexings
                set index_name = ?, position = coalesce(
                        (select product_id from listings order by product_id offset 400 limit 1), position)
                where id = ?
                """).param(name).param(id).update();
        var missing = jdbc.sql(
                        "select product_id from listings where product is not null order by product_id limit 401")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
        jdbc.sql("update listings set indexed = 0 where product_id = any (?)")
                .param(Column.ids(missing))
                .update();
        return name;
    }

    private String servingSoon() {
        return await().atMost(PATIENCE).ignoreExceptions().until(index::serving, it -> !it.isEmpty());
    }

    private void say(List<Message> messages) {
        for (int i = 0; i < messages.size(); i += SAID_AT_ONCE) {
            shop.say(messages.subList(i, Math.min(messages.size(), i + SAID_AT_ONCE))
                    .toArray(Message[]::new));
        }
    }

    private void awaitIndexed(int products) {
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("""
                        select count(*) filter (where product is not null) = ? and bool_and(indexed = version)
                        from listings where organization_id = ?
                        """)
                        .param(products)
                        .param(organization)
                        .query(Boolean.class)
                        .single());
    }

    private void awaitState(String state) {
        await().atMost(PATIENCE).until(() -> progress().state(), state::equals);
    }

    /// Until the listings have heard all of it: what is still under way would come between two looks.
    private void awaitListed(Map<UUID, Long> said) {
        var sequences = List.copyOf(said.entrySet());
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("""
                        select count(*) = :all
                        from listings
                        join unnest(:ids, :sequences) as said (id, sequence) on product_id = said.id
                        where product_version = said.sequence
                        """)
                        .param("all", sequences.size())
                        .param("ids", Column.uuids(sequences, Map.Entry::getKey))
                        .param("sequences", Column.numbers(sequences, Map.Entry::getValue))
                        .query(Boolean.class)
                        .single());
    }

    private record Indexed(long version, Document document) {}

    /// Document by document: the same products, each in all as its listing says and under its version.
    private void assertTheIndexIsTheListing() throws IOException {
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from listings where indexed < version")
                                .query(Long.class)
                                .single()
                        == 0);
        client.indices().refresh(it -> it.index(index.alias()));
        assertThat(documents()).isEqualTo(listed());
    }

    private Map<UUID, Indexed> listed() {
        var listed = new HashMap<UUID, Indexed>();
        var page = listings.after(new UUID(0, 0), SAID_AT_ONCE);
        while (!page.isEmpty()) {
            page.forEach(it -> {
                var product = it.product();
                if (product != null) {
                    listed.put(it.productId(), new Indexed(it.version(), document(it, product)));
                }
            });
            page = listings.after(page.getLast().productId(), SAID_AT_ONCE);
        }
        return listed;
    }

    private static Document document(Listing listing, Product product) {
        var values = new ArrayList<String>();
        product.attributes().forEach((name, all) -> all.forEach(it -> values.add(name + "\u001f" + it)));
        return new Document(
                product.id(),
                product.organizationId(),
                product.storeId(),
                product.sku(),
                product.title(),
                product.description(),
                product.category(),
                product.brand(),
                product.price(),
                product.originalPrice(),
                product.attributes(),
                values.stream().sorted().toList(),
                product.images(),
                listing.inStock(),
                listing.storeName(),
                listing.storeOpen(),
                listing.popularity(),
                product.rating(),
                product.version(),
                product.createdAt(),
                product.updatedAt());
    }

    private Map<UUID, Indexed> documents() throws IOException {
        var documents = new HashMap<UUID, Indexed>();
        List<FieldValue> after = List.of();
        do {
            var from = after;
            var hits = client.search(
                            it -> {
                                it.index(index.alias())
                                        .size(1_000)
                                        .version(true)
                                        .sort(by -> by.field(
                                                field -> field.field("id").order(SortOrder.Asc)));
                                return from.isEmpty() ? it : it.searchAfter(from);
                            },
                            Document.class)
                    .hits()
                    .hits();
            for (var hit : hits) {
                documents.put(
                        UUID.fromString(requireNonNull(hit.id())),
                        new Indexed(requireNonNull(hit.version()), sorted(requireNonNull(hit.source()))));
            }
            after = hits.isEmpty() ? List.of() : hits.getLast().sort();
        } while (!after.isEmpty());
        return documents;
    }

    /// Attributes are in no order.
    private static Document sorted(Document it) {
        return new Document(
                it.id(),
                it.organizationId(),
                it.storeId(),
                it.sku(),
                it.title(),
                it.description(),
                it.category(),
                it.brand(),
                it.price(),
                it.originalPrice(),
                it.attributes(),
                it.attributeValues().stream().sorted().toList(),
                it.images(),
                it.inStock(),
                it.storeName(),
                it.storeOpen(),
                it.popularity(),
                it.rating(),
                it.version(),
                it.createdAt(),
                it.updatedAt());
    }

    private Progress progress() {
        return requireNonNull(http.get()
                .uri("/api/ops/search/reindex")
                .headers(it -> it.setBearerAuth(operatorToken))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Progress.class)
                .returnResult()
                .getResponseBody());
    }

    private ResponseSpec begin(String token, String body) {
        return post("", token, body);
    }

    private ResponseSpec post(String path, String token, String body) {
        return http.post()
                .uri("/api/ops/search/reindex" + path)
                .headers(it -> it.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    /// 100 products a second change and 20 times a second somebody looks for one that is there all the time.
    private final class BusyDay implements AutoCloseable {

        private static final int CHANGES = 10;

        private final List<Article> articles;
        private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        private final AtomicInteger searches = new AtomicInteger();
        private final AtomicInteger updates = new AtomicInteger();
        private final ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> misses = new ConcurrentLinkedQueue<>();
        private final Visitor visitor = Visitor.member(http, organization);
        private final long[] sequences;
        private final long began = System.nanoTime();

        BusyDay(List<Article> articles) {
            this.articles = articles;
            this.sequences = new long[articles.size()];
            Arrays.fill(sequences, 1);
            var _ = clock.scheduleAtFixedRate(this::change, 0, 100, TimeUnit.MILLISECONDS);
            var _ = clock.scheduleAtFixedRate(this::search, 0, 50, TimeUnit.MILLISECONDS);
        }

        private void change() {
            var some = ThreadLocalRandom.current()
                    .ints(CHANGES, 0, articles.size())
                    .distinct()
                    .toArray();
            shop.say(Arrays.stream(some)
                    .mapToObj(i -> changed(articles.get(i), sequences[i] + 1))
                    .toArray(Message[]::new));
            Arrays.stream(some).forEach(i -> sequences[i]++);
            updates.addAndGet(some.length);
        }

        /// In all that a catalog can change.
        private static Message changed(Article it, long sequence) {
            return new ProductUpdated(
                    it.organization(),
                    sequence,
                    new CatalogEvent.Product(
                            it.id(),
                            it.store(),
                            "SKU-" + it.id(),
                            it.title() + " as of " + sequence,
                            "Described " + sequence + " times",
                            sequence % 3 == 0 ? null : "Category " + sequence,
                            sequence % 4 == 0 ? null : "Brand " + sequence,
                            new Money(1_000 + sequence, "EUR"),
                            Map.of("colour", List.of("black", "shade " + sequence), "size", List.of("M")),
                            List.of("/media/%d.png".formatted(sequence)),
                            it.createdAt(),
                            sequence % 2 == 0 ? null : new Money(2_000 + sequence, "EUR"),
                            sequence % 2 == 0 ? null : new CatalogEvent.Rating(3.25, sequence)),
                    List.of("title"),
                    Shop.NOW);
        }

        private void search() {
            var wanted = articles.get(ThreadLocalRandom.current().nextInt(articles.size()));
            var start = System.nanoTime();
            try {
                if (!visitor.finds("q={sku}", "SKU-" + wanted.id()).ids().contains(wanted.id())) {
                    misses.add("not found: " + wanted.id());
                }
            } catch (AssertionError | RuntimeException failed) {
                misses.add(String.valueOf(failed.getMessage()));
            }
            millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
            searches.incrementAndGet();
        }

        void tellsHowItWent() {
            var done = progress();
            var seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
            var sorted = millis.stream().sorted().toList();
            System.out.printf(
                    "Reindexed %d of %d products in %.1f s beside %.0f updates/s and %d searches (p50 %d ms, p99 %d ms),"
                            + " %d missed%n",
                    done.copied(),
                    done.total(),
                    Duration.between(done.startedAt(), requireNonNull(done.finishedAt()))
                                    .toMillis()
                            / 1_000.0,
                    updates.get() / seconds,
                    searches.get(),
                    sorted.get(sorted.size() / 2),
                    sorted.get(sorted.size() * 99 / 100),
                    misses.size());
        }

        /// @return the newest that was said of each product
        Map<UUID, Long> end() {
            close();
            var said = new HashMap<UUID, Long>();
            for (int i = 0; i < sequences.length; i++) {
                said.put(articles.get(i).id(), sequences[i]);
            }
            return said;
        }

        @Override
        public void close() {
            clock.shutdown();
            try {
                assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
