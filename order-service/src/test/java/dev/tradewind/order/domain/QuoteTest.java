package dev.tradewind.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.CannotOrder.PriceChanged;
import dev.tradewind.order.domain.CannotOrder.SeveralStores;
import dev.tradewind.order.domain.CannotOrder.StoreClosed;
import dev.tradewind.order.domain.CannotOrder.TotalTooLarge;
import dev.tradewind.order.domain.CannotOrder.UnknownProduct;
import dev.tradewind.order.domain.Quote.Wanted;
import dev.tradewind.order.domain.Shelf.Goods;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuoteTest {

    private static final UUID STORE = new UUID(0, 1);
    private static final UUID RICE = new UUID(0, 2);
    private static final UUID BEANS = new UUID(0, 3);

    @Test
    void linesCostWhatTheShelfSays() {
        var quote = Quote.of(
                List.of(new Wanted(RICE, 2, null), new Wanted(BEANS, 1, "ripe"), new Wanted(RICE, 1, "white")),
                goods(true, product(RICE, 1290), product(BEANS, 550)));

        assertThat(quote.total()).isEqualTo(new Money(3 * 1290 + 550, "BRL"));
        assertThat(quote.lines()).extracting(OrderLine::productId).containsExactly(RICE, BEANS, RICE);
    }

    @Test
    void everyUnknownProductIsPointedAt() {
        assertThatExceptionOfType(UnknownProduct.class)
                .isThrownBy(() -> Quote.of(
                        List.of(new Wanted(BEANS, 1, null), new Wanted(RICE, 1, null), new Wanted(BEANS, 2, null)),
                        goods(true, product(RICE, 1))))
                .satisfies(it -> assertThat(it.wrong())
                        .extracting(dev.tradewind.web.Refusal.Wrong::field)
                        .containsExactly("items[0].productId", "items[2].productId"));
    }

    @Test
    void aClosedStoreTakesNoOrder() {
        assertThatExceptionOfType(StoreClosed.class)
                .isThrownBy(() -> Quote.of(List.of(new Wanted(RICE, 1, null)), goods(false, product(RICE, 1))));
    }

    @Test
    void oneOrderIsForOneStore() {
        var other = new UUID(0, 9);
        var goods = new Goods(
                List.of(product(RICE, 1), new Product(BEANS, other, "Beans", new Money(1, "BRL"))),
                Map.of(STORE, store(STORE, true), other, store(other, true)));

        assertThatExceptionOfType(SeveralStores.class)
                .isThrownBy(() -> Quote.of(List.of(new Wanted(RICE, 1, null), new Wanted(BEANS, 1, null)), goods));
    }

    @Test
    void aTotalThatDoesNotFitIsRefused() {
        assertThatExceptionOfType(TotalTooLarge.class)
                .isThrownBy(() -> Quote.of(
                        List.of(new Wanted(RICE, 10_000, null)), goods(true, product(RICE, Long.MAX_VALUE / 9_999))));
    }

    @Test
    void whoExpectsAnotherTotalIsToldThePrice() {
        var quote = Quote.of(List.of(new Wanted(RICE, 2, null)), goods(true, product(RICE, 100)));

        assertThat(quote.expecting(new Money(200, "BRL"))).isSameAs(quote);
        assertThatExceptionOfType(PriceChanged.class)
                .isThrownBy(() -> quote.expecting(new Money(199, "BRL")))
                .withMessageContaining("200 BRL");
        assertThatExceptionOfType(PriceChanged.class).isThrownBy(() -> quote.expecting(new Money(200, "USD")));
    }

    @Test
    void anOrderHasAtMostAHundredLines() {
        var goods = goods(true, product(RICE, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quote.of(java.util.Collections.nCopies(101, new Wanted(RICE, 1, null)), goods));
    }

    private static Product product(UUID id, long price) {
        return new Product(id, STORE, "Something", new Money(price, "BRL"));
    }

    private static Store store(UUID id, boolean open) {
        return new Store(id, new UUID(0, 8), open, Fulfilment.PICKUP, "PA", Duration.ofMinutes(15));
    }

    private static Goods goods(boolean open, Product... products) {
        return new Goods(List.of(products), Map.of(STORE, store(STORE, open)));
    }
}
