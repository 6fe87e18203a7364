package dev.tradewind.search;

import static dev.tradewind.search.Shop.created;
import static dev.tradewind.search.Shop.deleted;
import static dev.tradewind.search.Shop.stock;
import static dev.tradewind.search.Shop.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.search.Shop.Article;
import dev.tradewind.search.Visitor.Found;
import dev.tradewind.search.Visitor.Found.Facet;
import dev.tradewind.testing.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@InTheShop
class FindingProductsTest {

    private final UUID organization = Ids.next();
    private final Visitor member;
    private final Visitor stranger;

    @Autowired
    private Shop shop;

    FindingProductsTest(@Autowired RestTestClient http) {
        this.member = Visitor.member(http, organization);
        this.stranger = new Visitor(http, null);
    }

    @Test
    void S14_whatTheCatalogPublishesIsFoundByClients() {
        var lamp = Article.of(organization, "Desk lamp");
        shop.sells(lamp, Article.of(organization, "Wall clock").in("Clocks", "Tick"));
        member.findsSoon(it -> it.total() == 2, "q=");

        var found = stranger.finds("q=desk lamps&store={store}", organization);

        assertThat(found.items()).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(lamp.id());
            assertThat(it.title()).isEqualTo("Desk lamp");
            assertThat(it.inStock()).isTrue();
            assertThat(it.active()).isTrue();
            assertThat(it.score()).isPositive();
            assertThat(it.highlight().get("title")).containsExactly("<em>Desk</em> <em>lamp</em>");
            assertThat(it.highlight().get("description")).allMatch(text -> text.contains("&lt;every&gt;"));
        });
    }

    @Test
    void P7_whatAPrivateStoreSellsIsFoundByItsPeopleAndTheOperatorOnly(@Autowired RestTestClient http) {
        var word = "Canteen" + organization.toString().replace("-", "");
        var soup = Article.of(organization, word + " soup").in(word, word);
        var stew = Article.of(organization, word + " stew").in(word, word);
        shop.sells(soup, stew);
        stranger.findsSoon(it -> it.total() == 2, "q={word}", word);

        shop.say(Shop.privateStore(organization, organization, 2));

        stranger.findsSoon(it -> it.total() == 0, "q={word}", word);
        assertThat(stranger.finds("category={word}", word).counts("category")).doesNotContainKey(word);
        assertThat(stranger.isSuggested(word).items()).isEmpty();
        assertThat(recommended(http, soup.id(), null)).isEqualTo(404);
        for (var one : List.of(member, new Visitor(http, TestTokens.operator()))) {
            assertThat(one.finds("q={word}", word).total()).isEqualTo(2);
            assertThat(one.isSuggested(word).items()).isNotEmpty();
            assertThat(recommended(http, soup.id(), one.token())).isEqualTo(200);
        }
    }

    private static int recommended(RestTestClient http, UUID with, @Nullable String token) {
        return http.get()
                .uri("/api/recommendations?productId={id}", with)
                .headers(it -> {
                    if (token != null) {
                        it.setBearerAuth(token);
                    }
                })
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getStatus()
                .value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relevance", "popularity", "priceAsc", "priceDesc", "newest"})
    void T9_whatMatchesIsMarkedInEveryOrder(String order) {
        shop.sells(Article.of(organization, "Desk lamp").described("A lamp > others, for all of the desks you have"));
        member.findsSoon(it -> it.total() == 1, "q=");

        assertThat(member.finds("q=lamps desk&sort={order}", order).items())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.highlight().get("title")).containsExactly("<em>Desk</em> <em>lamp</em>");
                    assertThat(it.highlight().get("description"))
                            .containsExactly("A <em>lamp</em> &gt; others, for all of the <em>desks</em> you have");
                });
        assertThat(member.finds("sort={order}", order).items())
                .singleElement()
                .satisfies(it -> assertThat(it.highlight()).isEmpty());
    }

    @Test
    void T9_aTitleWeighsMoreThanADescriptionAndWordsNeedNotBeExact() {
        var title = Article.of(organization, "Crêpe pan");
        var category = Article.of(organization, "Wooden turner").in("Crepe things", "Hearth");
        shop.sells(category, title);
        member.findsSoon(it -> it.total() == 2, "q=");

        assertThat(member.finds("q=crepes").ids()).containsExactly(title.id(), category.id());
        assertThat(member.finds("q=crpe pan").ids()).containsExactly(title.id());
        assertThat(member.finds("q=hearth turner").ids()).containsExactly(category.id());
        assertThat(member.finds("q=woo").ids()).containsExactly(category.id());
        assertThat(member.finds("q=SKU-{id}", title.id()).ids()).containsExactly(title.id());
        assertThat(member.finds("q=title:crepe OR *").ids()).isEmpty();
    }

    @Test
    void T9_stockAndPriceFilterAndFacetsCount() {
        var cheap = Article.of(organization, "Bulb").in("Bulbs", "Norte").at(100);
        var lamp = Article.of(organization, "Lamp").at(5_000);
        var dear = Article.of(organization, "Chandelier").at(90_000);
        shop.sells(cheap, lamp, dear);
        shop.say(stock(lamp, 2, 0));

        member.findsSoon(it -> it.ids().equals(List.of(cheap.id(), dear.id())), "inStock=true");
        assertThat(member.finds("inStock=false").ids()).containsExactly(lamp.id());
        assertThat(member.finds("minPrice=101&maxPrice=5000").ids()).containsExactly(lamp.id());
        assertThat(member.finds("minPrice=5000&sort=priceDesc").ids()).containsExactly(dear.id(), lamp.id());
        assertThat(member.finds("category=Bulbs&brand=Norte").ids()).containsExactly(cheap.id());
        assertThat(member.finds("attr.colour=black").total()).isEqualTo(3);
        assertThat(member.finds("attr.colour=green").total()).isZero();
        assertThat(member.finds("limit=1").facets())
                .containsEntry("category", List.of(new Facet("Lamps", 2), new Facet("Bulbs", 1)))
                .containsEntry("brand", List.of(new Facet("Lumen", 2), new Facet("Norte", 1)));
    }

    @Test
    void T10_aChangeIsVisibleAndAnOldOneChangesNothing() {
        var lamp = Article.of(organization, "Lamp");
        shop.sells(lamp);
        member.findsSoon(it -> it.total() == 1, "q=lamp");

        shop.say(updated(lamp.titled("Torch"), 2));
        var torch = member.findsSoon(it -> it.total() == 1, "q=torch");
        assertThat(torch.items().getFirst().version()).isEqualTo(2);
        shop.say(created(lamp), updated(lamp.titled("Candle"), 3), updated(lamp.titled("Torch"), 2));

        assertThat(member.findsSoon(it -> it.total() == 1, "q=candle")
                        .items()
                        .getFirst()
                        .version())
                .isEqualTo(3);
        assertThat(member.finds("q=torch").total()).isZero();
    }

    @Test
    void aDeletedProductIsNotFoundAnyMoreAndItsStockDoesNotBringItBack() {
        var lamp = Article.of(organization, "Lamp");
        var clock = Article.of(organization, "Clock");
        shop.sells(lamp);
        member.findsSoon(it -> it.total() == 1, "q=");

        shop.say(deleted(lamp, 2), stock(lamp, 2, 0), stock(lamp, 3, 5));
        shop.sells(clock);

        member.findsSoon(it -> it.ids().equals(List.of(clock.id())), "q=");
    }

    @Test
    void stockThatIsToldBeforeItsProductIsKnownWhenItComes() {
        var lamp = Article.of(organization, "Lamp");
        shop.say(stock(lamp, 1, 7));

        shop.say(created(lamp));

        member.findsSoon(it -> it.total() == 1, "q=lamp&inStock=true");
    }

    @Test
    void P7_aSearchDoesNotCrossTheWall() {
        var elsewhere = Ids.next();
        var ours = Article.of(organization, "Zeppelin model");
        var theirs = Article.of(elsewhere, "Zeppelin model");
        shop.sells(ours, theirs);
        stranger.findsSoon(it -> it.ids().contains(ours.id()) && it.ids().contains(theirs.id()), "q=zeppelin");

        assertThat(member.finds("q=zeppelin").ids()).containsExactly(ours.id());
        assertThat(member.finds("q=zeppelin&store={store}", elsewhere).ids()).isEmpty();
        assertThat(member.finds("q=").facets().get("category")).containsExactly(new Facet("Lamps", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=lamp", "sort=priceAsc", "sort=newest", "sort=priceDesc"})
    void pagesNeitherRepeatNorSkip(String query) {
        var lamps = IntStream.range(0, 7)
                .mapToObj(i -> Article.of(organization, "Lamp").at(1_000 + i / 2))
                .toArray(Article[]::new);
        shop.sells(lamps);
        member.findsSoon(it -> it.total() == 7, "q=");

        var ids = new ArrayList<UUID>();
        Found page = member.finds(query + "&limit=3");
        ids.addAll(page.ids());
        while (page.nextCursor() != null) {
            page = member.finds(query + "&limit=3&cursor={cursor}", page.nextCursor());
            ids.addAll(page.ids());
        }

        assertThat(ids).hasSize(7).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=popular", "minPrice=-1", "minPrice=2&maxPrice=1", "maxPrice=1.5", "minPrice=9223372036854775808",
                "store=here", "inStock=perhaps", "limit=0", "limit=101", "cursor=AAAA"
            })
    void whatMeansNothingIsRefused(String query) {
        stranger.asks(query)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void textThatIsTooLongAndABadTokenAreRefused(@Autowired RestTestClient http) {
        stranger.asks("q={q}", "x".repeat(201)).expectStatus().isBadRequest();
        new Visitor(http, TestTokens.expired()).asks("q=x").expectStatus().isUnauthorized();
    }
}
