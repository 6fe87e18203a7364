package dev.tradewind.search;

import static dev.tradewind.search.Shop.deleted;
import static dev.tradewind.search.Shop.store;
import static dev.tradewind.search.Shop.updated;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import dev.tradewind.contracts.Message;
import dev.tradewind.local.server.Elasticsearch;
import dev.tradewind.messaging.Ids;
import dev.tradewind.search.Shop.Article;
import dev.tradewind.search.indexing.ProductIndex;
import dev.tradewind.search.listing.Listings;
import dev.tradewind.testing.BreakableServer;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.StatusAssertions;

// It waits more than it works, so it comes first: other modules have work for the processors then.
@Order(1)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers(redis = true)
@AutoConfigureRestTestClient
@Import(Shop.class)
@DirtiesContext
class WithoutElasticsearchTest {

    private static final BreakableServer<Elasticsearch> ELASTICSEARCH = BreakableServer.elasticsearch();

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Some batches of the indexer.
    private static final int MANY = 2_000;

    private final UUID organization = Ids.next();

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void itsOwnServer(DynamicPropertyRegistry properties) {
        properties.add("elasticsearch.uris", () -> ELASTICSEARCH.program().uri());
    }

    @AfterAll
    static void end() {
        ELASTICSEARCH.close();
    }

    @Test
    void anOutageIsToldAndCaughtUpWithAndLosesAndParksNothing(
            @Autowired RestTestClient http, @LocalManagementPort int managementPort) {
        var member = Visitor.member(http, organization);
        var management = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + managementPort)
                .build();
        var parked = count("select count(*) from parked_message");
        var before = Article.of(organization, "Lamp");
        shop.sells(before);
        member.findsSoon(it -> it.total() == 1, "q=");
        readiness(management).isOk();

        ELASTICSEARCH.kill();
        var during = Article.of(organization, "Clock");
        shop.say(updated(before.titled("Torch"), 2));
        shop.sells(during);

        member.asks("q=lamp")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        readiness(management).isEqualTo(503);
        await().atMost(PATIENCE).until(() -> toIndex() == 2 && isInStock(during));
        http.get()
                .uri("/api/recommendations?productId=" + before.id())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[*].id")
                .isEqualTo(during.id().toString())
                .jsonPath("$.items[0].reason")
                .isEqualTo("popular");

        ELASTICSEARCH.restart();

        var found = member.findsSoon(it -> it.total() == 2, "q=");
        assertThat(found.ids()).containsExactlyInAnyOrder(before.id(), during.id());
        assertThat(member.findsSoon(it -> it.total() == 1, "q=torch").ids()).containsExactly(before.id());
        await().atMost(Duration.ofSeconds(60)).until(() -> toIndex() == 0);
        assertThat(count("select count(*) from parked_message")).isEqualTo(parked);
        readiness(management).isOk();
    }

    @Test
    void T9_aFrozenElasticsearchIsLeftAloneAndFoundAgain(@LocalServerPort int port) {
        // A client that does not try again by itself.
        var http = RestTestClient.bindToServer(new JdkClientHttpRequestFactory())
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        var member = Visitor.member(http, organization);
        var lamp = Article.of(organization, "Lamp").in("Lights", "Lumen");
        shop.sells(lamp);
        member.findsSoon(it -> it.total() == 1, "q=lamp");

        ELASTICSEARCH.freeze();
        try {
            // Each asks for something else, so that none is answered from what was found before.
            for (var i = 0; i < 5; i++) {
                member.asks("q=lamp&maxPrice={price}", 5_000 + i).expectStatus().isEqualTo(503);
            }
            shop.say(updated(lamp.titled("Torch"), 2));
            var begun = System.nanoTime();
            for (var i = 0; i < 20; i++) {
                member.asks("q=lamp&maxPrice={price}", 6_000 + i)
                        .expectStatus()
                        .isEqualTo(503)
                        .expectHeader()
                        .valueEquals(HttpHeaders.RETRY_AFTER, "2");
            }
            // Twenty that wait would take forty seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        } finally {
            ELASTICSEARCH.thaw();
        }

        assertThat(member.findsSoon(it -> it.total() == 1, "q=torch").ids()).containsExactly(lamp.id());
        assertThat(member.findsSoon(it -> it.total() == 0, "q=lamp").ids()).isEmpty();
    }

    @Test
    void T10_anIndexThatMayOnlyBeReadTakesEverythingLater(
            @Autowired RestTestClient http, @Autowired ElasticsearchClient client, @Autowired ProductIndex index)
            throws IOException {
        var member = Visitor.member(http, organization);
        var lamp = Article.of(organization, "Lamp").in("Lights", "Lumen");
        shop.sells(lamp);
        member.findsSoon(it -> it.total() == 1, "q=lamp");

        readOnly(client, index, true);
        shop.say(updated(lamp.titled("Torch"), 2));
        shop.sells(Article.of(organization, "Clock"));
        await().atMost(Duration.ofSeconds(60)).until(() -> toIndex() == 2);
        assertThat(member.finds("q=lamp").total()).isEqualTo(1);
        readOnly(client, index, false);

        member.findsSoon(it -> it.total() == 1, "q=torch");
        member.findsSoon(it -> it.total() == 1, "q=clock");
        assertThat(count("select count(*) from listings where refusal is not null"))
                .isZero();
    }

    @Test
    void T10_aPriceIsNotHeldUpByAStoreThatCloses(@Autowired ElasticsearchClient client, @Autowired ProductIndex index)
            throws IOException {
        var shelf = fullShelf();
        readOnly(client, index, true);
        shop.say(store(organization, organization, 1, "Corner", "CLOSED"));
        await().atMost(PATIENCE).until(() -> toIndex() == MANY);

        var changed = shelf.getLast();
        shop.say(updated(changed.at(5), 2));
        await().atMost(PATIENCE).until(() -> heardOf(2) == 1);
        readOnly(client, index, false);

        await().atMost(PATIENCE).until(() -> toIndex() == 0);
        assertThat(asTheyWereIndexed(client, index).indexOf(changed.id())).isLessThan(MANY / 4);
    }

    @Test
    void T10_aPriceIsNotHeldUpByAnImport(@Autowired ElasticsearchClient client, @Autowired ProductIndex index)
            throws IOException {
        var shelf = fullShelf();
        readOnly(client, index, true);
        shop.say(shelf.stream().map(it -> updated(it.at(4), 2)).toArray(Message[]::new));
        await().atMost(PATIENCE).until(() -> heardOf(2) == MANY);

        var changed = shelf.get(MANY / 2);
        shop.say(updated(changed.at(5), 3));
        await().atMost(PATIENCE).until(() -> heardOf(3) == 1);
        readOnly(client, index, false);

        await().atMost(PATIENCE).until(() -> toIndex() == 0);
        assertThat(asTheyWereIndexed(client, index).indexOf(changed.id())).isLessThan(MANY / 4);
    }

    private List<Article> fullShelf() {
        var shelf = IntStream.range(0, MANY)
                .mapToObj(i -> Article.of(organization, "Thing " + i))
                .toList();
        shop.stocks(shelf);
        await().atMost(PATIENCE).until(() -> heardOf(1) == MANY && toIndex() == 0);
        return shelf;
    }

    private long heardOf(long sequence) {
        return jdbc.sql("select count(*) from listings where organization_id = ? and product_version = ? and in_stock")
                .param(organization)
                .param(sequence)
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private List<UUID> asTheyWereIndexed(ElasticsearchClient client, ProductIndex index) throws IOException {
        client.indices().refresh(it -> it.index(index.alias()));
        return client
                .search(
                        it -> it.index(index.alias())
                                .size(MANY)
                                .seqNoPrimaryTerm(true)
                                .source(source -> source.fetch(false))
                                .query(query -> query.term(
                                        term -> term.field("organizationId").value(organization.toString()))),
                        Void.class)
                .hits()
                .hits()
                .stream()
                .sorted(Comparator.comparing(it -> requireNonNull(it.seqNo())))
                .map(it -> UUID.fromString(requireNonNull(it.id())))
                .toList();
    }

    @Test
    void I15_aDeletedProductThatAStallingInstanceBringsBackIsDeletedAgain(
            @Autowired RestTestClient http,
            @Autowired ElasticsearchClient client,
            @Autowired ProductIndex index,
            @Autowired Listings listings)
            throws IOException {
        var member = Visitor.member(http, organization);
        var lamp = Article.of(organization, "Lamp");
        shop.sells(lamp);
        member.findsSoon(it -> it.total() == 1, "q=lamp");
        shop.say(deleted(lamp, 2));
        member.findsSoon(it -> it.total() == 0, "q=lamp");
        await().atMost(PATIENCE).until(() -> toIndex() == 0);
        assertThat(forgetsDeletions(client, index, "0ms")).isEqualTo("1h");

        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ElasticsearchException.class)
                .until(() -> {
                    client.indices().refresh(it -> it.index(index.alias()));
                    client.index(it -> it.index(index.serving())
                            .id(lamp.id().toString())
                            .version(1L)
                            .versionType(VersionType.External)
                            .document(Map.of("id", lamp.id())));
                    return isThere(lamp, client, index);
                });
        listings.indexed(List.of(new Listings.Indexed(lamp.id(), 1, null, true)));

        await().atMost(PATIENCE).until(() -> !isThere(lamp, client, index));
        forgetsDeletions(client, index, "1h");
    }

    private static boolean isThere(Article article, ElasticsearchClient client, ProductIndex index) throws IOException {
        return client.exists(it -> it.index(index.alias()).id(article.id().toString()))
                .value();
    }

    /// @return after how long it did so before
    private static String forgetsDeletions(ElasticsearchClient client, ProductIndex index, String after)
            throws IOException {
        var name = index.serving();
        var state = requireNonNull(
                client.indices().getSettings(it -> it.index(name)).get(name));
        var before = requireNonNull(requireNonNull(state.settings()).index());
        client.indices()
                .putSettings(it -> it.index(name).settings(settings -> settings.gcDeletes(time -> time.time(after))));
        return requireNonNull(requireNonNull(before.gcDeletes()).time());
    }

    @Test
    void aProductTheIndexDoesNotTakeIsShownToOperatorsAndHoldsNobodyUp(@Autowired RestTestClient http) {
        var member = Visitor.member(http, organization);
        var account = Ids.next();
        var operator = TestTokens.of(account, null, "OPERATOR");
        // Elasticsearch takes no keyword of more than 32 766 bytes.
        var poison = Article.of(organization, "Poison").in("x".repeat(40_000), "Lumen");
        shop.sells(poison, Article.of(organization, "Lamp"));
        member.findsSoon(it -> it.total() == 1, "q=lamp");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> http.get()
                        .uri("/api/ops/search/refused")
                        .headers(it -> it.setBearerAuth(operator))
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.items[0].productId")
                        .isEqualTo(poison.id().toString())
                        .jsonPath("$.items[0].refusal")
                        .value(String.class, it -> assertThat(it).contains("document_parsing_exception")));
        http.post()
                .uri("/api/ops/search/refused/retry")
                .headers(it -> it.setBearerAuth(operator))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"reason\":\"the index was changed\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.listings")
                .isEqualTo(1);
        assertThat(jdbc.sql("""
                        select concat_ws(': ', action, subject, reason, outcome) from operator_actions where actor = ?
                        """).param(account).query(String.class).list())
                .containsExactly("retry-refused: refused listings: the index was changed: 1 sent again");

        shop.say(updated(poison.in("Poisons", "Lumen"), 2));

        member.findsSoon(it -> it.total() == 1, "q=poison");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from listings where refusal is not null") == 0);
    }

    private boolean isInStock(Article article) {
        return jdbc.sql("select in_stock and product is not null from listings where product_id = ?")
                .param(article.id())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static void readOnly(ElasticsearchClient client, ProductIndex index, boolean isReadOnly)
            throws IOException {
        client.indices()
                .putSettings(it -> it.index(index.serving())
                        .settings(settings -> settings.blocks(blocks -> blocks.write(isReadOnly))));
    }

    private static StatusAssertions readiness(RestTestClient management) {
        return management.get().uri("/actuator/health/readiness").exchange().expectStatus();
    }

    private long toIndex() {
        return count("select count(*) from listings where indexed < version");
    }

    private long count(String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getLong(1)).single();
    }
}
