package dev.tradewind.verify.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.suite.Demo;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@RunningSuite
@Order(3)
class CompetingForStockTest {

    private static final int BUYERS = 50;

    private final Shop shop = Shop.open();

    @Test
    void T6_ofFiftyBuyersOneGetsTheLastOneAndNobodyElsePays() {
        var last = shop.product("techcorp", "LAST-ONE");
        shop.stockUp(last, 1);

        var orders = Together.each(
                IntStream.range(0, BUYERS).boxed().toList(),
                number -> shop.persistently(
                        shop.wish(last, 1).by(Demo.customers("techcorp").get(number % 2))));

        var ends = orders.stream()
                .collect(Collectors.groupingBy(
                        it -> shop.settled(it).path("status").asString()));
        assertThat(ends.get("CONFIRMED")).hasSize(1);
        assertThat(ends.get("REJECTED")).hasSize(BUYERS - 1);
        assertThat(ends.get("REJECTED"))
                .allSatisfy(it -> assertThat(shop.ledger(it)).isEqualTo(Shop.Ledger.EMPTY));
        assertThat(shop.stock(last)).isEqualTo(new Shop.Stock(0, 0, 0));
    }
}
