package dev.tradewind.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.search.Shop.Article;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.json.JsonMapper;

/// How good the first hits are, judged by people: the demo's products and those of a Brazilian shop, and for each query
/// what should come first.
@InTheShop
class RelevanceTest {

    private static final int LOOKED_AT = 10;
    private static final double FLOOR = 0.9;
    private static final double FLOOR_OF_A_KIND = 0.75;

    private final UUID organization = Ids.next();

    @Autowired
    private Shop shop;

    @Autowired
    private JsonMapper json;

    private record Judged(String kind, String query, List<String> expected) {}

    /// @param rank of the first expected hit from 1 on; 0 when none of them was among the first
    private record Result(Judged judged, int rank, List<String> found) {

        double reciprocal() {
            return rank == 0 ? 0 : 1.0 / rank;
        }
    }

    @Test
    void T9_whatPeopleMeanComesFirst(@Autowired RestTestClient http) throws IOException {
        var visitor = Visitor.member(http, organization);
        var products = products();
        shop.stocks(products);
        visitor.findsSoon(it -> it.total() == products.size(), "q=");

        var results = judged().map(it -> ask(visitor, it)).toList();

        print(results);
        assertThat(results).hasSizeGreaterThanOrEqualTo(40);
        assertThat(meanReciprocalRank(results)).isGreaterThanOrEqualTo(FLOOR);
        assertThat(hitsAtOnce(results)).isGreaterThanOrEqualTo(FLOOR);
        assertThat(byKind(results))
                .allSatisfy((_, of) -> assertThat(meanReciprocalRank(of)).isGreaterThanOrEqualTo(FLOOR_OF_A_KIND));
    }

    private static Result ask(Visitor visitor, Judged judged) {
        var found =
                visitor.finds("q={q}&limit={limit}", judged.query(), LOOKED_AT).titles();
        var ranks = found.stream()
                .filter(judged.expected()::contains)
                .map(it -> found.indexOf(it) + 1)
                .toList();
        return new Result(judged, ranks.isEmpty() ? 0 : ranks.getFirst(), found);
    }

    private static Map<String, List<Result>> byKind(List<Result> results) {
        return results.stream()
                .collect(Collectors.groupingBy(it -> it.judged().kind(), TreeMap::new, Collectors.toList()));
    }

    private static double meanReciprocalRank(List<Result> results) {
        return results.stream().mapToDouble(Result::reciprocal).average().orElse(0);
    }

    private static double hitsAtOnce(List<Result> results) {
        return results.stream().mapToInt(it -> it.rank() == 1 ? 1 : 0).average().orElse(0);
    }

    private static void print(List<Result> results) {
        System.out.printf(
                "%nRelevance over %d judged queries: MRR@%d %.3f, hit@1 %.3f%n",
                results.size(), LOOKED_AT, meanReciprocalRank(results), hitsAtOnce(results));
        byKind(results)
                .forEach((kind, of) -> System.out.printf(
                        "  %-8s %2d queries: MRR %.3f, hit@1 %.3f%n",
                        kind, of.size(), meanReciprocalRank(of), hitsAtOnce(of)));
        results.stream()
                .filter(it -> it.rank() != 1)
                .forEach(it -> System.out.printf(
                        "  not first: %s -> %s (expected %s)%n",
                        it.judged().query(),
                        it.found().stream().limit(3).toList(),
                        it.judged().expected()));
    }

    private List<Article> products() throws IOException {
        var all = new ArrayList<Article>();
        try (var demo = requireNonNull(RelevanceTest.class.getResourceAsStream("/demo/demo.json"))) {
            json.readTree(demo)
                    .get("products")
                    .forEach(it -> all.add(Article.of(
                                    organization, it.get("title").asString())
                            .described(it.get("description").asString())
                            .in(it.get("category").asString(), it.get("brand").asString())));
        }
        lines("/relevance/products.txt")
                .forEach(it ->
                        all.add(Article.of(organization, it[0]).in(it[1], it[2]).described(it[3])));
        return all;
    }

    private static Stream<Judged> judged() throws IOException {
        return lines("/relevance/judged.txt").map(it -> new Judged(it[0], it[1], List.of(it[2].split(" ; "))));
    }

    private static Stream<String[]> lines(String name) throws IOException {
        try (var file = requireNonNull(RelevanceTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(it -> !it.isBlank() && !it.startsWith("#"))
                    .map(it -> Arrays.stream(it.split("\\|")).map(String::strip).toArray(String[]::new));
        }
    }
}
