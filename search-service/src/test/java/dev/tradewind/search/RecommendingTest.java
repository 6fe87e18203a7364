package dev.tradewind.search;

import static dev.tradewind.search.Shop.created;
import static dev.tradewind.search.Shop.stock;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.contracts.ActivityEvent.CartChanged;
import dev.tradewind.contracts.ActivityEvent.ProductViewed;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.NotificationEvent.UserPreferenceUpdated;
import dev.tradewind.contracts.OrderEvent.OrderCancelled;
import dev.tradewind.contracts.OrderEvent.OrderConfirmed;
import dev.tradewind.contracts.OrderEvent.OrderPlaced;
import dev.tradewind.contracts.OrderEvent.OrderRejected;
import dev.tradewind.messaging.Ids;
import dev.tradewind.search.Shop.Article;
import dev.tradewind.testing.RealServers;
import dev.tradewind.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers(elasticsearch = true)
@AutoConfigureRestTestClient
@Import(Shop.class)
class RecommendingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final UUID organization = Ids.next();
    private final UUID account = Ids.next();
    private final String member = TestTokens.customer(account, organization);

    @Autowired
    private RestTestClient http;

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient jdbc;

    record Recommended(List<Item> items) {

        record Item(UUID id, String title, boolean inStock, boolean active, String reason) {}

        List<UUID> ids() {
            return items.stream().map(Item::id).toList();
        }

        List<String> reasons() {
            return items.stream().map(Item::reason).toList();
        }
    }

    @Test
    void F8_whatIsBoughtTogetherComesFirstAndThenWhatIsAlike() {
        var lamp = Article.of(organization, "Desk lamp");
        var bulb = Article.of(organization, "Warm bulb").in("Bulbs", "Norte");
        var switches = Article.of(organization, "Dimmer").in("Switches", "Klick");
        var alike = Article.of(organization, "Reading lamp for the desk");
        var kettle = Article.of(organization, "Kettle").in("Kitchen", "Tee");
        var plain = Article.of(organization, "Spoon").in("Kitchen", "Tee");
        var soldOut = Article.of(organization, "Old shade").in("Shades", "Klick");
        var elsewhere = Article.of(Ids.next(), "Desk lamp");
        shop.sells(lamp, bulb, switches, alike, kettle, plain, elsewhere);
        shop.say(created(soldOut), stock(soldOut, 1, 0));
        buys(Ids.next(), lamp, bulb, soldOut);
        buys(Ids.next(), bulb, lamp, switches);
        buys(Ids.next(), lamp, elsewhere);
        var rejected = placed(Ids.next(), lamp, plain);
        shop.say(rejected, rejected(rejected));
        var cancelled = placed(Ids.next(), lamp, plain);
        shop.say(cancelled, confirmed(cancelled), cancelled(cancelled));

        // Orders come in any order, so what was rejected or cancelled may count for a moment.
        var recommended = soon(
                it -> it.ids().equals(List.of(bulb.id(), switches.id(), alike.id(), kettle.id(), plain.id()))
                        && it.reasons()
                                .equals(List.of("bought-together", "bought-together", "similar", "similar", "similar")),
                "?productId=" + lamp.id());

        assertThat(recommended.items()).allMatch(Recommended.Item::inStock).allMatch(Recommended.Item::active);
        assertThat(asks("?limit=1&productId=" + lamp.id()).ids()).containsExactly(bulb.id());
    }

    @Test
    void F8_aPersonIsShownWhatGoesWithWhatTheyDidAndANewcomerWhatIsPopular() {
        var seen = Article.of(organization, "Desk lamp");
        var near = Article.of(organization, "Floor lamp");
        var together = Article.of(organization, "Warm bulb").in("Bulbs", "Norte");
        var bought = Article.of(organization, "Table lamp");
        var popular = Article.of(organization, "Teapot").in("Kitchen", "Tee");
        shop.sells(seen, near, together, bought, popular);
        buys(Ids.next(), seen, together);
        Stream.generate(Ids::next).limit(3).forEach(it -> buys(it, popular));
        var newcomer = soon(it -> it.ids().size() == 5 && it.ids().getFirst().equals(popular.id()), "");
        assertThat(newcomer.reasons()).containsOnly("popular");

        buys(account, bought);
        shop.say(new ProductViewed(account, organization, seen.id(), Instant.now()));
        shop.say(new CartChanged(account, organization, seen.id(), 2, Instant.now()));

        var recommended = soon(
                it -> it.ids().equals(List.of(together.id(), seen.id(), near.id(), bought.id(), popular.id()))
                        && it.reasons().equals(List.of("for-you", "for-you", "for-you", "for-you", "popular")),
                "");
        assertThat(asks("").ids()).isEqualTo(recommended.ids());
    }

    @Test
    void S4_whoWantsNothingPersonalIsShownWhatIsPopular() {
        var seen = Article.of(organization, "Desk lamp");
        var popular = Article.of(organization, "Teapot").in("Kitchen", "Tee");
        shop.sells(seen, popular);
        buys(Ids.next(), popular);
        shop.say(new ProductViewed(account, organization, seen.id(), Instant.now()));
        soon(it -> it.reasons().equals(List.of("for-you", "popular")), "");

        shop.say(new UserPreferenceUpdated(account, organization, 2, null, false, false, Instant.now()));

        soon(it -> it.reasons().equals(List.of("popular", "popular")), "");
        shop.say(
                new UserPreferenceUpdated(account, organization, 1, null, true, false, Instant.now()),
                new UserPreferenceUpdated(account, organization, 3, "ko", true, false, Instant.now()));
        soon(it -> it.reasons().getFirst().equals("for-you"), "");
    }

    @Test
    void P7_nothingIsRecommendedAcrossTheWall() {
        var ours = Article.of(organization, "Lamp");
        var theirs = Article.of(Ids.next(), "Lamp");
        shop.sells(ours, theirs);
        soon(it -> it.ids().contains(ours.id()), "");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        get("?productId=" + theirs.id(), null).expectStatus().isOk());

        assertThat(asks("").ids()).containsExactly(ours.id());
        get("?productId=" + theirs.id(), member).expectStatus().isNotFound();
        get("?productId=" + Ids.next(), null).expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?productId=1", "?limit=0", "?limit=101", "?cursor=AAAA"})
    void whatMeansNothingIsRefused(String query) {
        get(query, null).expectStatus().isBadRequest();
    }

    @Test
    void F7_whatPeopleSearchForIsKeptOnceADayAndOfVisitorsNothingIs() {
        var text = "Zeppelin " + organization;
        new Visitor(http, null).findsSoon(_ -> true, "q=");

        search(text, member);
        search("  " + text.toUpperCase(Locale.ROOT) + " ", member);
        search("y".repeat(150), member);
        search(text, null);
        search("", member);

        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select coalesce(sum(times), 0) from activity where account_id = ?")
                                .param(account)
                                .query(Long.class)
                                .single()
                        == 3);
        // Distinct, because midnight may come in between.
        assertThat(jdbc.sql("select distinct subject from activity where account_id = ?")
                        .param(account)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(text.toLowerCase(Locale.ROOT), "y".repeat(100));
        assertThat(jdbc.sql("select distinct account_id from activity where subject = ?")
                        .param(text.toLowerCase(Locale.ROOT))
                        .query(UUID.class)
                        .list())
                .containsExactly(account);
    }

    @Test
    void F7_nothingIsKeptOfWhoIsErasedNorOfAnybodyLongerThanNinetyDays() {
        var lamp = Article.of(organization, "Lamp");
        var other = Ids.next();
        var now = Instant.now();
        shop.sells(lamp);
        buys(account, lamp);
        shop.say(
                new ProductViewed(account, organization, lamp.id(), now),
                new ProductViewed(other, organization, lamp.id(), now),
                new ProductViewed(other, organization, lamp.id(), now.minus(Duration.ofDays(89))),
                new ProductViewed(other, organization, lamp.id(), now.minus(Duration.ofDays(92))));
        await().atMost(PATIENCE).until(() -> activity(account) == 1 && activity(other) == 3 && purchases(account) == 1);

        shop.say(new AccountErased(account, organization, 9, now));
        await().atMost(PATIENCE).until(() -> activity(account) == 0 && purchases(account) == 0);
        shop.say(
                new ProductViewed(account, organization, lamp.id(), now),
                new ProductViewed(other, organization, Ids.next(), now));
        await().atMost(PATIENCE).until(() -> activity(other) == 4);
        runs("Retention.forgetOld");

        assertThat(activity(account)).isZero();
        assertThat(activity(other)).isEqualTo(3);
        assertThat(jdbc.sql("select count(*) from purchases where product_id = ?")
                        .param(lamp.id())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void F8_popularityCountsOrdersAndViewersAndFades() {
        var lamp = Article.of(organization, "Lamp");
        shop.sells(lamp);
        buys(account, lamp);
        var now = Instant.now();
        shop.say(
                new ProductViewed(account, organization, lamp.id(), now),
                new ProductViewed(account, organization, lamp.id(), now),
                new ProductViewed(Ids.next(), organization, lamp.id(), now));
        await().atMost(PATIENCE).until(() -> points(lamp) == 12);

        jdbc.sql("update popularity set faded_on = (now() at time zone 'UTC')::date - 14 where product_id = ?")
                .param(lamp.id())
                .update();
        // What somebody else is just counting is left for the next time.
        await().atMost(PATIENCE).until(() -> {
            runs("PopularityFades.fade");
            return points(lamp) == 6;
        });
        runs("PopularityFades.fade");
        runs("PopularityTold.tell");

        assertThat(points(lamp)).isEqualTo(6);
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select popularity from listings where product_id = ? and indexed = version")
                        .param(lamp.id())
                        .query(Long.class)
                        .list()
                        .equals(List.of(6L)));
    }

    @Autowired
    private List<ScheduledTaskHolder> clockwork;

    /// What the clock would do.
    private void runs(String task) {
        assertThat(clockwork.stream()
                        .flatMap(it -> it.getScheduledTasks().stream())
                        .filter(it -> it.toString().endsWith(task))
                        .peek(it -> it.getTask().getRunnable().run()))
                .hasSize(1);
    }

    private void buys(UUID customer, Article... articles) {
        var placed = placed(customer, articles);
        shop.say(placed, confirmed(placed));
    }

    private static OrderPlaced placed(UUID customer, Article... articles) {
        var lines = Stream.of(articles)
                .map(it -> new OrderPlaced.Line(it.id(), it.title(), new Money(it.price(), "EUR"), 1))
                .toList();
        var first = articles[0];
        return new OrderPlaced(
                Ids.next(),
                first.organization(),
                1,
                "SF-1",
                first.store(),
                customer,
                "SHIPMENT",
                lines,
                new Money(1_000, "EUR"),
                Instant.now());
    }

    private static Message confirmed(OrderPlaced it) {
        return new OrderConfirmed(
                it.orderId(),
                it.organizationId(),
                2,
                it.storeId(),
                it.customerId(),
                Ids.next(),
                it.total(),
                Instant.now());
    }

    private static Message rejected(OrderPlaced it) {
        return new OrderRejected(
                it.orderId(), it.organizationId(), 2, it.storeId(), it.customerId(), "out-of-stock", Instant.now());
    }

    private static Message cancelled(OrderPlaced it) {
        return new OrderCancelled(
                it.orderId(),
                it.organizationId(),
                3,
                it.storeId(),
                it.customerId(),
                "CONFIRMED",
                "CUSTOMER",
                Instant.now());
    }

    private void search(String text, @Nullable String token) {
        new Visitor(http, token).finds("q={q}", text);
    }

    private Recommended asks(String query) {
        return requireNonNull(get(query, member)
                .expectStatus()
                .isOk()
                .expectBody(Recommended.class)
                .returnResult()
                .getResponseBody());
    }

    private Recommended soon(Predicate<Recommended> asItShould, String query) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsMatching(it -> it instanceof AssertionError || it instanceof RuntimeException)
                .until(() -> asks(query), asItShould);
    }

    private ResponseSpec get(String query, @Nullable String token) {
        return http.get()
                .uri("/api/recommendations" + query)
                .headers(it -> {
                    if (token != null) {
                        it.setBearerAuth(token);
                    }
                })
                .exchange();
    }

    private long activity(UUID of) {
        return jdbc.sql("select count(*) from activity where account_id = ?")
                .param(of)
                .query(Long.class)
                .single();
    }

    private long purchases(UUID of) {
        return jdbc.sql("select count(*) from purchases where customer_id = ? and kept")
                .param(of)
                .query(Long.class)
                .single();
    }

    private long points(Article article) {
        return jdbc.sql("select coalesce(max(points), 0) from popularity where product_id = ?")
                .param(article.id())
                .query(Long.class)
                .single();
    }
}
