package dev.tradewind.search;

import static dev.tradewind.search.Shop.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.messaging.Ids;
import dev.tradewind.search.Shop.Article;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/// A full shelf: 50 000 products with `-Dtradewind.full=true`, on a machine that has nothing else to do; some of them
/// otherwise, and then times are printed and not judged.
@InTheShop
@TestMethodOrder(OrderAnnotation.class)
class ManyProductsTest {

    private static final boolean FULL = Boolean.getBoolean("tradewind.full");
    private static final int PRODUCTS = FULL ? 50_000 : 2_000;
    private static final int SEARCHES = FULL ? 1_200 : 100;
    private static final int A_SECOND = 20;
    private static final int CHANGES = FULL ? 200 : 25;
    private static final Duration PATIENCE = Duration.ofMinutes(FULL ? 10 : 2);
    private static final UUID ORGANIZATION = Ids.next();
    private static final List<Article> SHELF = articles();

    private static final List<String> SEARCHES_OF_ALL_KINDS = List.of(
            "q=",
            "q=cotton shirt",
            "q=oak",
            "q=red lamp&sort=priceAsc",
            "q=shirts&category=Shirts&attr.colour=red",
            "category=Shirts&category=Lamps&brand=Norte&inStock=true",
            "minPrice=2000&maxPrice=9000&sort=priceDesc",
            "attr.colour=red&attr.colour=blue&attr.size=M&sort=newest",
            "sort=popularity&inStock=false",
            "q=velvet sof&limit=100",
            "q=lether jaket",
            "store={store}&q=steel kettle",
            "q=basket&brand=Alder&category=Baskets&minPrice=100&attr.colour=green&attr.size=L&inStock=true");

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient jdbc;

    private final Visitor member;

    /// Signs in once: a signature for each search would cost more than the search.
    ManyProductsTest(@Autowired RestTestClient http) {
        this.member = Visitor.member(http, ORGANIZATION);
    }

    @BeforeEach
    void everythingIsOnTheShelf() {
        if (count("true").equals(0L)) {
            shop.stocks(SHELF);
        }
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> member.finds("q=&limit=1").total() == PRODUCTS);
    }

    @Test
    @Order(1)
    void T9_facetsCountWhatTheDatabaseCounts() {
        var all = member.finds("q=&limit=1");
        assertThat(all.counts("category")).isEqualTo(counts("product ->> 'category'", "true"));
        assertThat(all.counts("brand")).isEqualTo(counts("product ->> 'brand'", "true"));
        assertThat(all.counts("store")).isEqualTo(counts("product ->> 'storeId'", "true"));
        assertThat(all.counts("inStock")).isEqualTo(counts("in_stock::text", "true"));
        assertThat(all.counts("attr.colour")).isEqualTo(valueCounts("colour", "true"));
        assertThat(all.counts("attr.size")).isEqualTo(valueCounts("size", "true"));

        var chosen = member.finds(
                "category=Shirts&category=Lamps&attr.colour=red&inStock=true&minPrice=2000&maxPrice=7999&limit=1");
        var category = "product ->> 'category' in ('Shirts', 'Lamps')";
        var colour = "product -> 'attributes' -> 'colour' ? 'red'";
        var price = "(product -> 'price' ->> 'amount')::bigint between 2000 and 7999";
        assertThat(chosen.total()).isEqualTo(count(and(category, colour, price, "in_stock")));
        assertThat(chosen.total()).isPositive();
        assertThat(chosen.counts("category"))
                .isEqualTo(counts("product ->> 'category'", and(colour, price, "in_stock")));
        assertThat(chosen.counts("attr.colour")).isEqualTo(valueCounts("colour", and(category, price, "in_stock")));
        assertThat(chosen.counts("inStock")).isEqualTo(counts("in_stock::text", and(category, colour, price)));
        assertThat(chosen.counts("attr.size")).isEqualTo(valueCounts("size", and(category, colour, price, "in_stock")));
        assertThat(chosen.counts("brand"))
                .isEqualTo(counts("product ->> 'brand'", and(category, colour, price, "in_stock")));
        assertThat(chosen.counts("price").get("1000-2499"))
                .isEqualTo(count(and(
                        category,
                        colour,
                        "in_stock",
                        "(product -> 'price' ->> 'amount')::bigint between 1000 and 2499")));
    }

    @Test
    @Order(2)
    void T9_pagesLeadThroughTheWholeShelfInOrder() {
        for (var sort : List.of("priceAsc", "newest", "popularity")) {
            var seen = new HashSet<UUID>();
            var prices = new ArrayList<Long>();
            var page = member.finds("category=Shirts&limit=100&sort=" + sort);
            var total = page.total();
            for (; ; ) {
                seen.addAll(page.ids());
                page.items().forEach(it -> prices.add(it.price().amount()));
                if (page.nextCursor() == null) {
                    break;
                }
                page = member.finds("category=Shirts&limit=100&sort=" + sort + "&cursor={cursor}", page.next());
            }
            assertThat(seen).as(sort).hasSize((int) total);
            assertThat(prices).as(sort).hasSize((int) total);
            if (sort.equals("priceAsc")) {
                assertThat(prices).isSorted();
            }
        }
    }

    @Test
    @Order(3)
    void T9_searchesOfAllKindsAreAnsweredFast() throws InterruptedException {
        searches("warming up", SEARCHES, SEARCHES / 4);

        var times = searches("search", 0, SEARCHES);

        assertThat(times).doesNotContain(0);
        assertThat(percentile(times, 99)).isLessThan(Duration.ofMillis(FULL ? 100 : 30_000));
    }

    @Test
    @Order(4)
    void T10_aPriceIsFoundSoonAfterItChanged() {
        var times = new long[CHANGES];
        for (var i = 0; i < CHANGES; i++) {
            var price = 10_000_000 + i;
            var article = SHELF.get(i * (PRODUCTS / CHANGES)).at(price);
            var begun = System.nanoTime();
            shop.say(updated(article, 2));
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> member.finds("minPrice={price}&maxPrice={price}", price, price)
                            .ids()
                            .equals(List.of(article.id())));
            times[i] = System.nanoTime() - begun;
        }
        report("price change to hit over %d products".formatted(PRODUCTS), times);
        assertThat(percentile(times, 99)).isLessThan(Duration.ofMillis(FULL ? 1_200 : 10_000));
    }

    /// As many at their intended moments, whatever became of those before.
    private long[] searches(String what, int first, int count) throws InterruptedException {
        var times = new long[count];
        try (var clients = Executors.newVirtualThreadPerTaskExecutor();
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            for (var i = 0; i < count; i++) {
                var number = i;
                var due = System.nanoTime() + TimeUnit.SECONDS.toNanos(1) * i / A_SECOND;
                var _ = clock.schedule(
                        () -> clients.execute(() -> {
                            search(kind(number), first + number);
                            times[number] = System.nanoTime() - due;
                        }),
                        Math.max(0, due - System.nanoTime()),
                        TimeUnit.NANOSECONDS);
            }
            clock.shutdown();
            assertThat(clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        report("%s over %d products at %d/s".formatted(what, PRODUCTS, A_SECOND), times);
        for (var kind : SEARCHES_OF_ALL_KINDS) {
            report(
                    "  " + kind,
                    IntStream.range(0, count)
                            .filter(it -> kind(it).equals(kind))
                            .mapToLong(it -> times[it])
                            .toArray());
        }
        return times;
    }

    private static String kind(int number) {
        return SEARCHES_OF_ALL_KINDS.get(number % SEARCHES_OF_ALL_KINDS.size());
    }

    /// Each with a filter of its own that changes nothing, so that nobody is answered from what was found before.
    private void search(String query, int number) {
        var all = query + (query.contains("maxPrice") ? "" : "&maxPrice=" + (1_000_000 + number));
        if (query.contains("{store}")) {
            member.finds(all, SHELF.getFirst().store());
        } else {
            member.finds(all);
        }
    }

    private static void report(String what, long[] times) {
        System.out.printf(
                "%s, %d samples: p50 %d ms, p95 %d ms, p99 %d ms, max %d ms%n",
                what,
                times.length,
                percentile(times, 50).toMillis(),
                percentile(times, 95).toMillis(),
                percentile(times, 99).toMillis(),
                percentile(times, 100).toMillis());
    }

    private static Duration percentile(long[] times, int percent) {
        var sorted = Arrays.stream(times).sorted().toArray();
        return Duration.ofNanos(sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)]);
    }

    private Map<String, Long> counts(String value, String condition) {
        return grouped(
                "select " + value + " as value, count(*) from listings where " + ours(condition) + " group by 1");
    }

    private Map<String, Long> valueCounts(String attribute, String condition) {
        return grouped("select value, count(*) from listings, jsonb_array_elements_text(product -> 'attributes' -> '"
                + attribute + "') as value where " + ours(condition) + " group by 1");
    }

    private Map<String, Long> grouped(String sql) {
        return jdbc
                .sql(sql.replace("?", "??"))
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Long count(String condition) {
        return jdbc.sql(("select count(*) from listings where " + ours(condition)).replace("?", "??"))
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private static String ours(String condition) {
        return "organization_id = '" + ORGANIZATION + "' and product is not null and " + condition;
    }

    private static String and(String... conditions) {
        return String.join(" and ", conditions);
    }

    private static List<Article> articles() {
        var random = new Random(42);
        var stores = List.of(Ids.next(), Ids.next(), Ids.next());
        var kinds = List.of("shirt", "lamp", "kettle", "jacket", "sofa", "basket", "table", "rug");
        var categories = List.of("Shirts", "Lamps", "Kettles", "Jackets", "Sofas", "Baskets", "Tables", "Rugs");
        var materials = List.of("cotton", "oak", "steel", "leather", "velvet", "linen", "bamboo", "glass");
        var brands = List.of("Alder", "Norte", "Lumen", "Hearth", "Tempo", "Wayfarer", "Orbit");
        var colours = List.of("red", "blue", "green", "black", "white", "yellow");
        var sizes = List.of("S", "M", "L", "XL");
        return IntStream.range(0, PRODUCTS)
                .mapToObj(i -> {
                    var kind = random.nextInt(kinds.size());
                    var colour = one(colours, random);
                    var material = one(materials, random);
                    return Article.of(ORGANIZATION, "%s %s %s %d".formatted(colour, material, kinds.get(kind), i))
                            .described("Made of %s by %s, with care for %s rooms"
                                    .formatted(material, one(brands, random), one(colours, random)))
                            .in(categories.get(kind), one(brands, random))
                            .from(one(stores, random))
                            .at(100 + random.nextInt(20_000))
                            .since(Shop.NOW.minusSeconds(random.nextInt(1_000_000)))
                            .with(Map.of(
                                    "colour",
                                    random.nextInt(4) == 0 ? List.of(colour, "grey") : List.of(colour),
                                    "size",
                                    List.of(one(sizes, random))));
                })
                .toList();
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
