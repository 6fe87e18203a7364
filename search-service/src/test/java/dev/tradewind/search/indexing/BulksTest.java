package dev.tradewind.search.indexing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Ids;
import dev.tradewind.search.listing.Listing;
import dev.tradewind.search.listing.Product;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulksTest {

    private static final Pattern ID = Pattern.compile("\"index\":\\{\"_id\":\"([^\"]+)\",\"_index\":\"([^\"]+)\"");

    private final List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private ElasticsearchClient client;
    private Bulks bulks;
    private volatile int takes = Integer.MAX_VALUE;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new ElasticsearchConfiguration()
                .elasticsearchClient(List.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
        bulks = new Bulks(client);
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        server.stop(0);
    }

    @Test
    void T10_productsOfManyKilobytesAreSentSomeAtATime() throws IOException {
        var listings = listings(100, 250 * 1024);

        var parts = bulks.parts(listings, 2);
        for (var part : parts) {
            assertThat(bulks.write(List.of("one", "two"), part))
                    .hasSameSizeAs(part.listings())
                    .allSatisfy(answers -> {
                        assertThat(answers).hasSize(2).allMatch(Verdicts::isTaken);
                    });
        }

        assertThat(parts.stream().flatMap(it -> it.listings().stream())).isEqualTo(listings);
        assertThat(taken).hasSize(parts.size()).allMatch(it -> it < Bulks.MOST_BYTES + 64 * 1024);
        assertThat(bulks.parts(listings(500, 1_000), 2)).hasSize(1);
    }

    @Test
    void T10_whatIsTooMuchForElasticsearchIsHalvedAndWhatIsTooMuchAloneIsRefused() throws IOException {
        takes = 100 * 1024;
        var listings = new ArrayList<>(listings(20, 30 * 1024));
        listings.addAll(listings(1, 200 * 1024));

        var answers = bulks.write(List.of("one"), bulks.parts(listings, 1).getFirst());

        assertThat(answers).hasSize(21);
        assertThat(answers.subList(0, 20))
                .allSatisfy(it -> assertThat(it).hasSize(1).allMatch(Verdicts::isTaken));
        assertThat(answers.stream().map(it -> it.getFirst().id()))
                .containsExactlyElementsOf(
                        listings.stream().map(it -> it.productId().toString()).toList());
        assertThat(answers.getLast()).hasSize(1).allMatch(Verdicts::isRefused);
    }

    /// As Elasticsearch does, which takes so many bytes at once and no more.
    private void answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.elasticsearch+json;compatible-with=9");
        if (body.length > takes) {
            exchange.sendResponseHeaders(413, -1);
            exchange.close();
            return;
        }
        taken.add(body.length);
        var items = ID.matcher(new String(body, UTF_8))
                .results()
                .map(it -> "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"status\":201}}"
                        .formatted(it.group(2), it.group(1)))
                .toList();
        var answer = "{\"took\":1,\"errors\":false,\"items\":[%s]}"
                .formatted(String.join(",", items))
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static List<Listing> listings(int many, int bytes) {
        var organization = Ids.next();
        return IntStream.range(0, many)
                .mapToObj(_ -> Ids.next())
                .map(id -> new Listing(
                        id,
                        organization,
                        new Product(
                                id,
                                organization,
                                organization,
                                "SKU",
                                "Lamp",
                                "x".repeat(bytes),
                                null,
                                null,
                                new Money(1, "EUR"),
                                null,
                                Map.of(),
                                List.of(),
                                null,
                                1,
                                Instant.EPOCH,
                                Instant.EPOCH),
                        true,
                        null,
                        true,
                        0,
                        1))
                .toList();
    }
}
