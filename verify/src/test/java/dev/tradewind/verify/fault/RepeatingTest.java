package dev.tradewind.verify.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.verify.check.Checker;
import dev.tradewind.verify.story.RunningSuite;
import dev.tradewind.verify.story.Shop;
import dev.tradewind.verify.story.Together;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@RunningSuite
@Isolated("It compares all there is before and after")
@Order(4)
class RepeatingTest {

    private final Shop shop = Shop.open();

    @Test
    void fiftyPostsOfOneKeyAtOncePlaceOneOrder() {
        var product = shop.product("sattzabite", 3);
        var before = shop.stock(product);
        var key = UUID.randomUUID().toString();

        var orders = Together.each(Collections.nCopies(50, shop.wish(product, 1).withKey(key)), shop::persistently);

        assertThat(new HashSet<>(orders)).hasSize(1);
        shop.eventually(orders.getFirst(), "CONFIRMED");
        assertThat(shop.stock(product).onHand()).isEqualTo(before.onHand() - 1);
        assertThat(shop.ledger(orders.getFirst()).charges()).isEqualTo(1);
    }

    @Test
    void aRepeatedPostIsAnsweredWithTheFirstAnswer() {
        var wish = shop.wish(shop.product("sattzabite", 4), 1)
                .withKey(UUID.randomUUID().toString());
        var first = wish.post().expect(201);

        var second = wish.post().expect(201);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void everyMessageDeliveredAgainChangesNothing() {
        var verdict = new Checker(shop.suite(), Duration.ofMinutes(1)).check();
        assertThat(verdict.moving()).isEmpty();
        awaitWhatSearchServiceHasNotedDown();
        var before = StateSums.of(shop.suite());

        var repeated = Repetition.ofEverything(shop.suite());

        assertThat(repeated).isPositive();
        var afterwards = new Checker(shop.suite(), Duration.ofMinutes(2)).check();
        assertThat(StateSums.of(shop.suite())).isEqualTo(before);
        assertThat(afterwards.holds()).as(afterwards.toString()).isTrue();
    }

    /// It works on it by the clock (once a minute, oftener in a suite for tests), whether or not a message comes.
    private void awaitWhatSearchServiceHasNotedDown() {
        try (var search = shop.suite().database("search")) {
            await().atMost(Duration.ofMinutes(3)).until(() -> search.number("select count(*) from together_due") == 0);
        }
    }
}
