package dev.tradewind.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.contracts.InventoryEvent.StockChanged;
import dev.tradewind.inventory.domain.Movement.Adjustment;
import dev.tradewind.inventory.domain.Movement.Initial;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StockBookTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final UUID product = UUID.randomUUID();
    private final UUID organization = UUID.randomUUID();
    private final UUID clerk = UUID.randomUUID();
    private final StockBook book = new StockBook(List.of(new Stock(product, organization, 10, 4, 7, false, 0)));

    @Test
    void aCountIsWrittenAsItsDifference() {
        book.count(product, 6, clerk, NOW);

        assertThat(book.changed()).containsExactly(new Stock(product, organization, 6, 4, 8, false, 0));
        assertThat(book.movements()).containsExactly(new Adjustment(product, -4, clerk, "counted", NOW));
        assertThat(book.announcements(NOW))
                .containsExactly(new StockChanged(product, organization, 8, 6, 4, 2, NOW, 0L));
    }

    @Test
    void countingWhatIsThereChangesNothing() {
        book.count(product, 10, clerk, NOW);

        assertThat(book.changed()).isEmpty();
        assertThat(book.movements()).isEmpty();
        assertThat(book.announcements(NOW)).isEmpty();
    }

    @Test
    void aCorrectionKeepsItsReason() {
        book.adjust(product, 5, clerk, "found behind the shelf", NOW);

        assertThat(book.changed()).containsExactly(new Stock(product, organization, 15, 4, 8, false, 0));
        assertThat(book.movements()).containsExactly(new Adjustment(product, 5, clerk, "found behind the shelf", NOW));
    }

    @Test
    void whatIsReservedIsNotTakenAway() {
        assertThatThrownBy(() -> book.count(product, 3, clerk, NOW))
                .isInstanceOf(StockOutOfBounds.class)
                .hasMessage("There would be 3 on hand, but 4 are reserved.");
        assertThatThrownBy(() -> book.adjust(product, -7, clerk, "lost", NOW)).isInstanceOf(StockOutOfBounds.class);
        assertThat(book.movements()).isEmpty();
    }

    @Test
    void aShelfHasAnEnd() {
        assertThatThrownBy(() -> book.adjust(product, Stock.MAX_ON_HAND, clerk, "typo", NOW))
                .isInstanceOf(StockOutOfBounds.class);
    }

    @Test
    void P5_fromHowFewOnItRunsLowIsSaidWithTheCounters() {
        book.warnAt(product, 6);

        assertThat(book.changed()).containsExactly(new Stock(product, organization, 10, 4, 8, false, 6));
        assertThat(book.announcements(NOW)).singleElement().matches(StockChanged::runsLow);
        assertThat(new Stock(product, organization, 10, 3, 8, false, 6).announcement(NOW))
                .matches(it -> !it.runsLow());
    }

    @Test
    void theFirstFillingIsAMovement() {
        book.fill(product, 1000, NOW);

        assertThat(book.changed()).containsExactly(new Stock(product, organization, 1010, 4, 8, false, 0));
        assertThat(book.movements()).containsExactly(new Initial(product, 1000, NOW));
    }

    @Test
    void somebodyElsesProductLooksLikeNone() {
        assertThatThrownBy(() -> book.of(product, UUID.randomUUID())).isInstanceOf(UnknownProduct.class);
        assertThatThrownBy(() -> book.of(UUID.randomUUID(), organization)).isInstanceOf(UnknownProduct.class);
    }
}
