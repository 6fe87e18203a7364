package dev.tradewind.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.search.Shop.Article;
import dev.tradewind.search.Visitor.Suggestions.Suggestion;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@InTheShop
class SpellingTest {

    private final UUID organization = Ids.next();
    private final Visitor member;
    private final Visitor stranger;

    @Autowired
    private Shop shop;

    SpellingTest(@Autowired RestTestClient http) {
        this.member = Visitor.member(http, organization);
        this.stranger = new Visitor(http, null);
    }

    @Test
    void T9_whatIsMisspeltIsFoundAndPutRight() {
        var telescope = Article.of(organization, "Telescope tripod");
        shop.sells(telescope, Article.of(organization, "Tripod"));
        member.findsSoon(it -> it.total() == 2, "q=");

        var found = member.finds("q=telescpoe tripod");

        assertThat(found.ids()).containsExactly(telescope.id());
        assertThat(found.didYouMean()).isEqualTo("telescope tripod");
        assertThat(found.items().getFirst().highlight().get("title"))
                .containsExactly("<em>Telescope</em> <em>tripod</em>");
        assertThat(member.finds("q=telescope").didYouMean()).isNull();
    }

    @Test
    void whoCanSpellIsNotShownWhatLooksAlike() {
        var lamp = Article.of(organization, "Lamb wool");
        var lamb = Article.of(organization, "Lamp shade");
        shop.sells(lamp, lamb);
        member.findsSoon(it -> it.total() == 2, "q=");

        assertThat(member.finds("q=lamb").ids()).containsExactly(lamp.id());
        assertThat(member.finds("q=lamb&minPrice=5000").ids()).isEmpty();
    }

    @Test
    void pagesOfWhatIsMisspeltGoOnLikeTheFirst() {
        shop.sells(IntStream.range(0, 5)
                .mapToObj(_ -> Article.of(organization, "Gramophone"))
                .toArray(Article[]::new));
        member.findsSoon(it -> it.total() == 5, "q=");

        var first = member.finds("q=gramophnoe&limit=3");
        var second = member.finds("q=gramophnoe&limit=3&cursor={cursor}", first.next());

        assertThat(first.ids()).hasSize(3);
        assertThat(second.ids()).hasSize(2).doesNotContainAnyElementsOf(first.ids());
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void P7_spellingTellsNothingOfWhatOthersSell() {
        var secret = Article.of(Ids.next(), "Xylophonator prototype").in("Xylothings", "Xylobrand");
        shop.sells(secret, Article.of(organization, "Wall clock"));
        stranger.findsSoon(it -> it.ids().contains(secret.id()), "q=xylophonator");
        member.findsSoon(it -> it.total() == 1, "q=");

        var found = member.finds("q=xylophonatro");

        assertThat(found.total()).isZero();
        assertThat(found.didYouMean()).isNull();
        assertThat(member.isSuggested("xylo").items()).isEmpty();
        assertThat(stranger.isSuggested("xylo").texts()).contains("Xylophonator prototype", "Xylothings", "Xylobrand");
    }

    @Test
    void T9_whatIsTypedIsCompletedAndThePopularComesFirst() {
        var plain = Article.of(organization, "Espresso cup").in("Cups", "Esperanto");
        var popular = Article.of(organization, "Éspresso machine").in("Kitchen", "Hearth");
        shop.sells(plain, popular, Article.of(organization, "Espresso cup").in("Cups", "Esperanto"));
        shop.takesOrder(popular);
        member.findsSoon(it -> it.total() == 3 && it.ids().getFirst().equals(popular.id()), "sort=popularity");

        assertThat(member.isSuggested("espr").texts()).containsExactly("Éspresso machine", "Espresso cup");
        assertThat(member.isSuggested("espe").items()).containsExactly(new Suggestion("Esperanto", "BRAND", null));
        assertThat(member.isSuggested("esprseso machine").texts()).containsExactly("Éspresso machine");
        assertThat(member.isSuggested("cup").items().getFirst()).isEqualTo(new Suggestion("Cups", "CATEGORY", null));
        assertThat(member.isSuggested("  ").items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lamp\" OR 1=1 --",
                "title:*",
                "(",
                "\\",
                "/.*/",
                "a AND (b OR",
                "${7*7}",
                "#{7*7}",
                "{\"match_all\":{}}",
                "*",
                "??????",
                "lamp~10^99",
                "\uD83D\uDCA1 \u202Elamp",
                "<script>alert(1)</script>",
                "and the of",
                "-----"
            })
    void textIsNeverMoreThanText(String text) {
        shop.sells(Article.of(organization, "Wall clock").in("Clocks", "Tick"));
        member.findsSoon(it -> it.total() == 1, "q=clock");

        assertThat(member.finds("q={q}", text).total()).isZero();
        assertThat(member.isSuggested(text).items()).isEmpty();
    }

    @Test
    void tooMuchAtOnceIsRefused() {
        var attributes =
                IntStream.rangeClosed(0, 10).mapToObj(i -> "attr.a" + i + "=1").toList();
        member.asks(String.join("&", attributes)).expectStatus().isBadRequest();
        var values = IntStream.rangeClosed(0, 20).mapToObj(i -> "brand=b" + i).toList();
        member.asks(String.join("&", values)).expectStatus().isBadRequest();
        member.asks("category={c}", "x".repeat(201)).expectStatus().isBadRequest();
        member.asks("attr.{name}=1", "x".repeat(201)).expectStatus().isBadRequest();
        // The longest and most different that is allowed is still answered.
        member.asks("q={q}", "ab cd ef gh ij kl mn op qr st uv wx yz ".repeat(5).strip())
                .expectStatus()
                .isOk();
    }
}
