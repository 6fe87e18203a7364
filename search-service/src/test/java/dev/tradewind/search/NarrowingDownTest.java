package dev.tradewind.search;

import static dev.tradewind.search.Shop.placed;
import static dev.tradewind.search.Shop.rejected;
import static dev.tradewind.search.Shop.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.search.Shop.Article;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@InTheShop
class NarrowingDownTest {

    private final UUID organization = Ids.next();
    private final Visitor member;

    @Autowired
    private Shop shop;

    NarrowingDownTest(@Autowired RestTestClient http) {
        this.member = Visitor.member(http, organization);
    }

    @Test
    void T9_aFacetThatSomethingWasChosenFromKeepsItsOtherValues() {
        shop.sells(
                shirt("red", "S").in("Shirts", "Alder"),
                shirt("red", "M").in("Shirts", "Norte"),
                shirt("blue", "M").in("Shirts", "Norte"),
                shirt("green", "L").in("Jackets", "Norte").at(30_000));
        member.findsSoon(it -> it.total() == 4, "q=");

        var all = member.finds("q=");
        assertThat(all.counts("attr.colour")).isEqualTo(Map.of("red", 2L, "blue", 1L, "green", 1L));
        assertThat(all.counts("category")).isEqualTo(Map.of("Shirts", 3L, "Jackets", 1L));
        assertThat(all.counts("inStock")).isEqualTo(Map.of("true", 4L));
        assertThat(all.counts("store")).isEqualTo(Map.of(organization.toString(), 4L));
        assertThat(all.counts("price")).isEqualTo(Map.of("1000-2499", 3L, "25000-49999", 1L));

        var chosen = member.finds("category=Shirts&attr.colour=red");
        assertThat(chosen.total()).isEqualTo(2);
        assertThat(chosen.counts("attr.colour")).isEqualTo(Map.of("red", 2L, "blue", 1L));
        assertThat(chosen.counts("category")).isEqualTo(Map.of("Shirts", 2L));
        assertThat(chosen.counts("attr.size")).isEqualTo(Map.of("S", 1L, "M", 1L));
        assertThat(chosen.counts("brand")).isEqualTo(Map.of("Alder", 1L, "Norte", 1L));

        var dear = member.finds("minPrice=20000");
        assertThat(dear.counts("price")).isEqualTo(Map.of("1000-2499", 3L, "25000-49999", 1L));
        assertThat(dear.counts("category")).isEqualTo(Map.of("Jackets", 1L));
    }

    @Test
    void T9_valuesOfOneFilterAreAlternativesAndFiltersAllHold() {
        var redSmall = shirt("red", "S");
        var redMiddle = shirt("red", "M");
        var blueMiddle = shirt("blue", "M");
        var greenMiddle = shirt("green", "M").in("Home, Garden", "Lumen");
        shop.sells(redSmall, redMiddle, blueMiddle, greenMiddle);
        member.findsSoon(it -> it.total() == 4, "q=");

        assertThat(member.finds("attr.colour=red&attr.colour=blue&attr.size=M").ids())
                .containsExactlyInAnyOrder(redMiddle.id(), blueMiddle.id());
        assertThat(member.finds("category={c}", "Home, Garden").ids()).containsExactly(greenMiddle.id());
        assertThat(member.finds("category=Lamps&category={c}", "Home, Garden").total())
                .isEqualTo(4);
        assertThat(member.finds("store={one}&store={other}", organization, Ids.next())
                        .total())
                .isEqualTo(4);
    }

    @Test
    void attributesMayBeCalledAnything() {
        var odd = Article.of(organization, "Odd one")
                .with(Map.of("a.*|[b]=\"c\"", List.of("x=y", "z"), "a", List.of("other"), "größe", List.of("45½")));
        shop.sells(odd);
        member.findsSoon(it -> it.total() == 1, "q=");

        var found = member.finds("attr.{name}={value}", "a.*|[b]=\"c\"", "x=y");

        assertThat(found.ids()).containsExactly(odd.id());
        assertThat(found.counts("attr.a.*|[b]=\"c\"")).isEqualTo(Map.of("x=y", 1L, "z", 1L));
        assertThat(found.counts("attr.a")).isEqualTo(Map.of("other", 1L));
        assertThat(member.finds("attr.größe={value}", "45½").total()).isEqualTo(1);
    }

    @Test
    void T9_whatIsBoughtBecomesPopularAndDeclinedCardsDoNotCount() {
        var liked = Article.of(organization, "Liked lamp");
        var loved = Article.of(organization, "Loved lamp");
        var wished = Article.of(organization, "Wished lamp");
        shop.sells(liked, loved, wished);
        for (var i = 0; i < 5; i++) {
            var declined = placed(wished);
            shop.say(declined, rejected(declined));
        }
        shop.takesOrder(liked, loved);
        shop.takesOrder(loved);

        var popular = List.of(loved.id(), liked.id(), wished.id());
        member.findsSoon(it -> it.ids().equals(popular), "sort=popularity");
        assertThat(member.finds("q=lamp").ids()).isEqualTo(popular);
        var first = member.finds("sort=popularity&limit=1");
        assertThat(member.finds("sort=popularity&limit=2&cursor={cursor}", first.next())
                        .ids())
                .isEqualTo(popular.subList(1, 3));
    }

    @Test
    void S18_productsSayWhetherTheirStoreIsOpen() {
        var corner = Ids.next();
        var lamp = Article.of(organization, "Lamp").from(corner);
        shop.sells(lamp);
        member.findsSoon(it -> it.total() == 1, "q=lamp");

        shop.say(store(organization, corner, 1, "Corner shop", "OPEN"));
        member.findsSoon(it -> it.total() == 1 && it.items().getFirst().storeOpen(), "q=corner shop");
        shop.say(store(organization, corner, 3, "Corner shop", "CLOSED"));
        shop.say(store(organization, corner, 2, "Corner shop", "OPEN"));

        var found = member.findsSoon(
                it -> !it.items().isEmpty() && !it.items().getFirst().storeOpen(), "q=corner shop");
        assertThat(found.items().getFirst().storeName()).isEqualTo("Corner shop");
    }

    private Article shirt(String colour, String size) {
        return Article.of(organization, "Shirt").with(Map.of("colour", List.of(colour), "size", List.of(size)));
    }
}
