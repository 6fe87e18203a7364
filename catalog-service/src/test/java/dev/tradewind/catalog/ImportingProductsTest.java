package dev.tradewind.catalog;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.products.BulkEditing;
import dev.tradewind.catalog.products.NewProduct;
import dev.tradewind.contracts.CatalogEvent;
import dev.tradewind.contracts.CatalogEvent.ProductUpdated;
import dev.tradewind.messaging.Ids;
import dev.tradewind.testing.TestTokens;
import dev.tradewind.testing.TwoWays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnRealServers
@ExtendWith(OutputCaptureExtension.class)
class ImportingProductsTest {

    private static final int MANY = 10_000;
    private static final int AT_ONCE = 4;
    private static final String IMPORT = "/api/products/import";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final UUID organization = Ids.next();
    private final String staff = TestTokens.staff(Ids.next(), organization);
    private final Hears hears;
    private final UUID store;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private BulkEditing shelves;

    @LocalServerPort
    private int port;

    ImportingProductsTest(@Autowired Hears hears) {
        this.hears = hears;
        this.store = hears.store(organization);
    }

    /// The second half is sent only after the answer to the first has come, so neither side can keep the whole.
    @Test
    void tenThousandProductsComeInOneCallAndTheAnswerComesMeanwhile() throws Exception {
        var firstHalfIsIn = new CountDownLatch(1);
        var start = System.nanoTime();
        var lines = IntStream.rangeClosed(1, MANY).mapToObj(i -> {
            if (i == MANY / 2 + 1) {
                await(firstHalfIsIn);
            }
            return product("SKU-" + i, i);
        });

        var answer = new ArrayList<JsonNode>();
        TwoWays.post(port, IMPORT, staff, lines, line -> {
            answer.add(JSON.readTree(line));
            if (answer.getLast().at("/count/lines").asInt() == MANY / 2) {
                firstHalfIsIn.countDown();
            }
        });

        assertThat(answer).hasSize(MANY / 500 + 1);
        assertSummary(answer.getLast(), true, MANY, MANY, 0, 0, 0);
        System.out.printf(
                "%d products imported in %d ms%n", MANY, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        assertThat(count("select count(*) from products where organization_id = ? and version = 1"))
                .isEqualTo(MANY);
        assertThat(count("select count(*) from outbox where organization = ?")).isEqualTo(MANY);
        assertThat(jdbc.sql("select sku from products where organization_id = ? order by created_at, id limit 3")
                        .param(organization)
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly("SKU-1", "SKU-2", "SKU-3");
    }

    @Test
    void aKnownNumberIsChangedAndOnlyWhatIsDifferentIsTold() {
        imported(product("TEA-1", 100), product("TEA-2", 200), product("TEA-3", 300));

        var again =
                imported(product("TEA-1", 100), product("TEA-2", 250), product("TEA-4", 400), product("TEA-4", 450));

        assertSummary(again.getLast(), true, 4, 1, 2, 1, 0);
        assertThat(hears.events(id("TEA-2"), 2).getLast())
                .isInstanceOfSatisfying(
                        ProductUpdated.class, it -> assertThat(it.changes()).containsExactly("price"));
        assertThat(hears.events(id("TEA-4"), 2))
                .extracting(CatalogEvent::sequence)
                .containsExactly(1L, 2L);
        assertThat(told(id("TEA-1"))).isEqualTo(1);
    }

    @Test
    void whatALineLeavesOutStays() {
        imported(product("MUG-1", 100).replace("}}", "}, \"brand\": \"Lumen\", \"images\": [\"/media/mug.jpg\"]}"));

        imported(product("MUG-1", 150));

        assertThat(jdbc.sql("select brand || ' ' || (images ->> 0) || ' ' || price_amount from products where id = ?")
                        .param(id("MUG-1"))
                        .query((row, _) -> row.getString(1))
                        .single())
                .isEqualTo("Lumen /media/mug.jpg 150");
    }

    @Test
    void aBadLineIsNamedAndStopsNothing() {
        var elsewhere = hears.store(Ids.next());
        var second = hears.store(organization);
        imported(product("CUP-1", 100));

        var answer = imported(
                product("CUP-2", 100),
                "{\"sku\": ",
                "",
                product("", 100),
                product("CUP-3", -1),
                product("CUP-4", 100).replace(store.toString(), elsewhere.toString()),
                product("CUP-5", 100).replace("EUR", "USD"),
                product("CUP-1", 100).replace(store.toString(), second.toString()),
                product("CUP-6", 100).replace("Tea", "x".repeat(70_000)),
                "null",
                "[]",
                product("CUP-7", 100).replace("Tea", "\\u0000"),
                product("CUP-8", 100));

        assertThat(answer.stream().filter(it -> it.at("/type").asString().equals("refused")))
                .extracting(
                        it -> it.at("/line").asInt(),
                        it -> it.at("/code").asString(),
                        it -> it.at("/errors/0/field").asString(""))
                .containsExactlyInAnyOrder(
                        tuple(2, "malformed-request", ""),
                        tuple(4, "invalid-request", "sku"),
                        tuple(5, "invalid-request", "price.amount"),
                        tuple(6, "unknown-store", ""),
                        tuple(7, "invalid-request", "price.currency"),
                        tuple(8, "invalid-request", "storeId"),
                        tuple(9, "unreadable-line", ""),
                        tuple(10, "malformed-request", ""),
                        tuple(11, "malformed-request", ""),
                        tuple(12, "malformed-request", "title"));
        assertSummary(answer.getLast(), true, 13, 2, 0, 0, 10);
    }

    /// The client of the JDK reads nothing before it has sent everything.
    @Test
    void aShelfOfBadLinesIsReadToItsEndThoughNobodyReadsTheAnswerMeanwhile() {
        var bad =
                IntStream.range(0, MANY).mapToObj(i -> product("BAD-" + i, -1)).toArray(String[]::new);

        var answer = imported(bad);

        assertThat(answer).hasSize(MANY + 1);
        assertSummary(answer.getLast(), true, MANY, 0, 0, 0, MANY);
    }

    /// A rule that only the database knows.
    @Test
    void whatTheDatabaseWillNotTakeSpoilsNothingButItself() {
        jdbc.sql("alter table products add constraint no_poison check (title <> 'Poison')")
                .update();
        try {
            var lines = IntStream.range(0, 20)
                    .mapToObj(i -> product("PILL-" + i, i).replace("Tea", i % 7 == 3 ? "Poison" : "Tea"))
                    .toArray(String[]::new);

            var answer = imported(lines);

            assertThat(answer.stream().filter(it -> it.at("/type").asString().equals("refused")))
                    .extracting(
                            it -> it.at("/line").asInt(), it -> it.at("/code").asString())
                    .containsExactly(tuple(4, "unacceptable"), tuple(11, "unacceptable"), tuple(18, "unacceptable"));
            assertSummary(answer.getLast(), true, 20, 17, 0, 0, 3);
        } finally {
            jdbc.sql("alter table products drop constraint no_poison").update();
        }
    }

    @Test
    void anImportMayBeAsLongAsItLikes() throws Exception {
        var line = product("LARGE-1", 1).replace("Tea", "x".repeat(60_000));
        var lines = 1_200;

        var answer = new ArrayList<JsonNode>();
        TwoWays.post(
                port, IMPORT, staff, Stream.generate(() -> line).limit(lines), it -> answer.add(JSON.readTree(it)));

        assertSummary(answer.getLast(), true, lines, 0, 0, 0, lines);
    }

    @Test
    void theDocumentTellsWhatALineIs() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs"));
        var document = JSON.readTree(
                HTTP.send(request.build(), BodyHandlers.ofString()).body());

        var operation = document.at("/paths/~1api~1products~1import/post");
        assertThat(operation
                        .at("/requestBody/content/application~1x-ndjson/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/NewProduct");
        assertThat(operation.at("/responses/200/content").propertyNames()).containsExactly("application/x-ndjson");
        assertThat(document.at("/components/schemas").propertyNames()).contains("Refused", "Progress", "Summary");
    }

    @Test
    void importsAtOnceOfTheSameProductsMakeEachOfThemOnce() throws Exception {
        var lines = IntStream.range(0, 600).mapToObj(i -> wanted("BOX-" + i)).toList();
        var editor = new Editor(organization);

        try (var importers = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = importers.submit(() -> shelves.shelve(editor, lines));
            var other = importers.submit(() -> shelves.shelve(editor, lines.reversed()));
            assertThat(one.get().created() + other.get().created()).isEqualTo(600);
        }

        assertThat(count("select count(*) from products where organization_id = ?"))
                .isEqualTo(600);
        assertThat(count("select count(*) from outbox where organization = ?")).isEqualTo(600);
    }

    /// Nothing of a chunk that did not come as a whole; what was told is there.
    @Test
    void whatAClientThatBreaksOffHasSentIsThereInWholeChunks(CapturedOutput output) throws Exception {
        for (int i = 0; i < AT_ONCE; i++) {
            awaitPlace();
            var round = i;
            var told = new Semaphore(0);
            var lines = IntStream.range(0, 600).mapToObj(n -> {
                if (n == 599) {
                    await(told);
                    throw new UncheckedIOException(new IOException("gone"));
                }
                return product("GONE-" + round + "-" + n, 1);
            });
            TwoWays.post(port, IMPORT, staff, lines, _ -> told.release());
        }

        // Whoever broke off takes nobody's place.
        awaitPlace();
        imported(product("HERE-1", 1));
        assertThat(count("select count(*) from products where organization_id = ?"))
                .isEqualTo(AT_ONCE * 500 + 1);
        assertThat(count("select count(*) from outbox where organization = ?")).isEqualTo(AT_ONCE * 500 + 1);
        // Nothing was added to an answer that had begun.
        assertThat(output).doesNotContain("HttpMessageNotWritableException");
    }

    @Test
    void onlyAFewImportAtOnceAndTheRestIsToldWhenToComeBack() throws Exception {
        var organizations = Stream.generate(Ids::next).limit(AT_ONCE).toList();
        whileTheyImport(organizations, () -> assertTurnedAway(staff));

        for (var one : organizations) {
            assertThat(jdbc.sql("select version from products where organization_id = ?")
                            .param(one)
                            .query((row, _) -> row.getLong(1))
                            .single())
                    .isEqualTo(3);
        }
    }

    @Test
    void anOrganisationTakesOnePlaceAndLeavesTheOthers() throws Exception {
        whileTheyImport(List.of(organization), () -> {
            assertTurnedAway(staff);
            var elsewhere = Ids.next();
            var answer = send(
                    TestTokens.staff(Ids.next(), elsewhere),
                    BodyPublishers.ofString(product("OTHER-1", 1)
                            .replace(store.toString(), hears.store(elsewhere).toString())),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        });
    }

    private void assertTurnedAway(String token) throws IOException, InterruptedException {
        var refused = send(token, BodyPublishers.ofString(product("LATE-1", 1)), BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("10");
    }

    private interface Meanwhile {

        void check() throws Exception;
    }

    private void whileTheyImport(List<UUID> organizations, Meanwhile meanwhile) throws Exception {
        var underway = new Semaphore(0);
        var end = new CountDownLatch(1);
        try (var importers = Executors.newVirtualThreadPerTaskExecutor()) {
            var imports = organizations.stream()
                    .map(it -> importers.submit(() -> {
                        var theirs = it.equals(organization) ? store : hears.store(it);
                        // The second line of a number makes a chunk of the first.
                        var lines = IntStream.range(0, 3).mapToObj(n -> {
                            if (n == 2) {
                                await(end);
                            }
                            return product("SLOW-1", n).replace(store.toString(), theirs.toString());
                        });
                        TwoWays.post(port, IMPORT, TestTokens.staff(Ids.next(), it), lines, _ -> underway.release());
                        return it;
                    }))
                    .toList();
            try {
                assertThat(underway.tryAcquire(organizations.size(), PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                meanwhile.check();
            } finally {
                end.countDown();
            }
            for (var one : imports) {
                one.get();
            }
        }
    }

    @Test
    void onlyStaffImportsAndOnlyLines() throws Exception {
        var line = BodyPublishers.ofString(product("JAR-1", 1));
        assertThat(send(TestTokens.customer(Ids.next(), organization), line, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        var json = HttpRequest.newBuilder(uri())
                .header("Authorization", "Bearer " + staff)
                .header("Content-Type", "application/json")
                .POST(line);
        assertThat(HTTP.send(json.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
    }

    /// Of what was broken off the service hears a moment later.
    private void awaitPlace() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> send(staff, BodyPublishers.ofString("\n"), BodyHandlers.ofString())
                                .statusCode()
                        == 200);
    }

    private static void await(Semaphore told) {
        try {
            if (!told.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("No answer to the first chunk");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("No answer to the first half");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void assertSummary(
            JsonNode line, boolean complete, long lines, long created, long updated, long unchanged, long refused) {
        assertThat(line.at("/type").asString()).isEqualTo("summary");
        assertThat(line.at("/complete").asBoolean()).isEqualTo(complete);
        assertThat(line.at("/count"))
                .isEqualTo(JSON.readTree("""
                {"lines": %d, "created": %d, "updated": %d, "unchanged": %d, "refused": %d}
                """.formatted(lines, created, updated, unchanged, refused)));
    }

    private String product(String sku, long price) {
        return "{\"storeId\": \"%s\", \"sku\": \"%s\", \"title\": \"Tea\", \"price\": {\"amount\": %d, \"currency\": \"EUR\"}}"
                .formatted(store, sku, price);
    }

    private NewProduct wanted(String sku) {
        return JSON.readValue(product(sku, 1), NewProduct.class);
    }

    private List<JsonNode> imported(String... lines) {
        try {
            var body = Stream.of(lines).collect(joining("\n"));
            var reply = send(staff, BodyPublishers.ofString(body), BodyHandlers.ofLines());
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Type")).contains("application/x-ndjson");
            return reply.body().map(JSON::readTree).toList();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private <T> HttpResponse<T> send(String token, BodyPublisher body, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri())
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(body)
                        .build(),
                handler);
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + port + IMPORT);
    }

    private UUID id(String sku) {
        return jdbc.sql("select id from products where organization_id = ? and sku = ?")
                .params(organization, sku)
                .query((row, _) -> row.getObject(1, UUID.class))
                .single();
    }

    private long count(String sql) {
        return jdbc.sql(sql)
                .param(organization)
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private long told(UUID product) {
        return jdbc.sql("select count(*) from outbox where aggregateid = ?")
                .param(product.toString())
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
