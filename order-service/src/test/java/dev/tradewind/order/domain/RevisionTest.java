package dev.tradewind.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.Quote.Wanted;
import dev.tradewind.order.domain.Shelf.Goods;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevisionTest {

    private static final UUID STORE = new UUID(0, 1);
    private static final UUID RICE = new UUID(0, 2);
    private static final UUID BEANS = new UUID(0, 3);
    private static final UUID GONE = new UUID(0, 4);

    @Test
    void K5_whatWasOrderedKeepsItsPriceAndWhatComesOnTopHasTodays() {
        var revision = revised(ordered(RICE, 2, 100), wanted(RICE, 3));

        assertThat(revision.lines()).containsExactly(line(RICE, 2, 100), line(RICE, 1, 120));
        assertThat(revision.total()).isEqualTo(money(320));
    }

    @Test
    void ofPiecesAtTwoPricesTheLaterOnesGoFirst() {
        var ordered = List.of(line(RICE, 2, 100), line(RICE, 2, 120));

        assertThat(revised(ordered, wanted(RICE, 3)).total()).isEqualTo(money(320));
        assertThat(revised(ordered, wanted(RICE, 1)).total()).isEqualTo(money(100));
    }

    @Test
    void atAnUnchangedPriceItStaysOneLine() {
        assertThat(revised(ordered(RICE, 2, 120), wanted(RICE, 3)).lines()).containsExactly(line(RICE, 3, 120));
    }

    @Test
    void whatIsNotSoldAnyMoreCanBeKeptButNotAdded() {
        assertThat(revised(ordered(GONE, 2, 70), wanted(GONE, 1)).total()).isEqualTo(money(70));
        assertThatExceptionOfType(CannotOrder.UnknownProduct.class)
                .isThrownBy(() -> revised(ordered(GONE, 2, 70), wanted(RICE, 1), wanted(GONE, 3)))
                .satisfies(it -> assertThat(it.wrong())
                        .singleElement()
                        .satisfies(wrong -> assertThat(wrong.toString()).contains("items[1].productId")));
    }

    @Test
    void aClosedStoreTakesBackButSellsNothing() {
        var goods = goods(false, STORE);
        var ordered = ordered(RICE, 2, 100);

        assertThat(Revision.of(ordered, List.of(wanted(RICE, 1)), STORE, goods).total())
                .isEqualTo(money(100));
        assertThatExceptionOfType(CannotOrder.StoreClosed.class)
                .isThrownBy(() -> Revision.of(ordered, List.of(wanted(RICE, 3)), STORE, goods));
    }

    @Test
    void whatComesOnTopIsOfTheSameStore() {
        assertThatExceptionOfType(CannotOrder.SeveralStores.class)
                .isThrownBy(() -> Revision.of(
                        ordered(GONE, 1, 70), List.of(wanted(RICE, 1)), STORE, goods(true, new UUID(0, 9))));
    }

    @Test
    void aProductInSeveralWishesIsTakenOnce() {
        var revision = revised(
                ordered(RICE, 2, 100),
                new Wanted(RICE, 1, "cold"),
                new Wanted(BEANS, 1, null),
                new Wanted(RICE, 2, null));

        assertThat(revision.lines())
                .containsExactly(
                        line(RICE, 1, 100, "cold"), line(BEANS, 1, 30), line(RICE, 1, 100), line(RICE, 1, 120));
        assertThat(revision.wantsOtherGoodsThan(List.of(line(BEANS, 1, 30), line(RICE, 3, 1))))
                .isFalse();
    }

    @Test
    void twoPricesMayBeOneLineTooMany() {
        var ordered = ordered(RICE, 1, 100);
        var many = IntStream.range(0, Quote.MAX_LINES)
                .mapToObj(it -> new Wanted(RICE, it == 0 ? 2 : 1, "number " + it))
                .toArray(Wanted[]::new);

        assertThatExceptionOfType(CannotOrder.TooManyLines.class).isThrownBy(() -> revised(ordered, many));
    }

    @Test
    void atAnotherTotalThanExpectedTheClientIsAskedAgain() {
        assertThatExceptionOfType(CannotOrder.PriceChanged.class)
                .isThrownBy(
                        () -> revised(ordered(RICE, 2, 100), wanted(RICE, 3)).expecting(money(300)));
    }

    private static Revision revised(List<OrderLine> ordered, Wanted... wanted) {
        return Revision.of(ordered, List.of(wanted), STORE, goods(true, STORE));
    }

    private static Goods goods(boolean isOpen, UUID storeId) {
        var store = new Store(storeId, new UUID(0, 8), isOpen, Fulfilment.PICKUP, "PA", Duration.ofMinutes(15));
        return new Goods(
                Stream.of(
                                new Product(RICE, storeId, "Rice", money(120)),
                                new Product(BEANS, storeId, "Beans", money(30)))
                        .toList(),
                Map.of(storeId, store));
    }

    private static List<OrderLine> ordered(UUID product, int quantity, long price) {
        return List.of(line(product, quantity, price));
    }

    private static Wanted wanted(UUID product, int quantity) {
        return new Wanted(product, quantity, null);
    }

    private static OrderLine line(UUID product, int quantity, long price) {
        return line(product, quantity, price, null);
    }

    private static OrderLine line(UUID product, int quantity, long price, @Nullable String instructions) {
        var titles = Map.of(RICE, "Rice", BEANS, "Beans", GONE, "Gone");
        return new OrderLine(
                product, Objects.requireNonNull(titles.get(product)), money(price), quantity, instructions);
    }

    private static Money money(long amount) {
        return new Money(amount, "BRL");
    }
}
