package dev.tradewind.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RelayProgressTest {

    private static final long NOW = 1_000_000_000L;

    private final RelayProgress progress = new RelayProgress(new RelayStore.Mark(0, Set.of()), List.of());

    @Test
    void positionsThatWereSkippedStayUnsettled() {
        progress.choose(List.of(row(1, "a"), row(4, "b")), NOW);

        assertThat(progress.mark()).isEqualTo(new RelayStore.Mark(4, Set.of(2L, 3L)));
        assertThat(progress.mark().settledThrough()).isEqualTo(1);
        assertThat(progress.readAgain(NOW, 10)).containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void aGapDiesOnlyAfterEveryWriterThatWasThereHasLeft() {
        progress.choose(List.of(row(3, "a")), NOW);

        assertThat(progress.suspect(Set.of("t1", "t2"))).isEmpty();
        assertThat(progress.suspect(Set.of("t2", "t9"))).isEmpty();
        assertThat(progress.suspect(Set.of("t9"))).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void aGapThatIsFilledIsSent() {
        progress.choose(List.of(row(2, "a")), NOW);

        var chosen = progress.choose(List.of(row(1, "a")), NOW);

        assertThat(chosen.healthy()).extracting(OutboxRow::position).containsExactly(1L);
        progress.sent(row(1, "a"));
        assertThat(progress.mark()).isEqualTo(new RelayStore.Mark(2, Set.of()));
    }

    @Test
    void whatFollowsAFailedRowOfItsLaneWaitsAndOthersDoNot() {
        progress.choose(List.of(row(1, "a"), row(2, "b")), NOW);
        progress.hold(row(1, "a")).failedAt(NOW);
        progress.sent(row(2, "b"));

        var chosen = progress.choose(List.of(row(3, "a"), row(4, "b")), NOW);

        assertThat(chosen.healthy()).extracting(OutboxRow::position).containsExactly(4L);
        assertThat(chosen.doubtful()).isEmpty();
        assertThat(progress.mark()).isEqualTo(new RelayStore.Mark(4, Set.of(1L, 3L)));
    }

    @Test
    void aHeldLaneIsTriedAgainInOrderWhenItIsDue() {
        progress.choose(List.of(row(1, "a"), row(2, "a")), NOW);
        progress.hold(row(1, "a")).failedAt(NOW);
        progress.hold(row(2, "a"));
        var later = NOW + 200_000_000L;

        assertThat(progress.readAgain(NOW, 10)).isEmpty();
        assertThat(progress.readAgain(later, 10)).containsExactly(1L, 2L);
        var chosen = progress.choose(List.of(row(1, "a"), row(2, "a"), row(3, "a")), later);

        assertThat(chosen.doubtful()).extracting(OutboxRow::position).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRowIsNotSentWhileAnEarlierOneOfItsLaneWasNotReadAgain() {
        progress.choose(List.of(row(1, "a"), row(2, "a")), NOW);
        progress.hold(row(1, "a")).failedAt(NOW);
        progress.hold(row(2, "a"));

        var chosen = progress.choose(List.of(row(2, "a"), row(3, "a")), NOW + 200_000_000L);

        assertThat(chosen.healthy()).isEmpty();
        assertThat(chosen.doubtful()).isEmpty();
    }

    @Test
    void tooManyGapsStopTheAdvance() {
        progress.choose(List.of(row(RelayProgress.MAX_UNSETTLED + 5L, "a")), NOW);

        assertThat(progress.sentThrough()).isEqualTo(RelayProgress.MAX_UNSETTLED);
        progress.close(
                LongStream.rangeClosed(1, RelayProgress.MAX_UNSETTLED).boxed().toList());
        var chosen = progress.choose(List.of(row(RelayProgress.MAX_UNSETTLED + 5L, "a")), NOW);
        assertThat(chosen.healthy()).hasSize(1);
    }

    @Test
    void aNewLeaderHoldsWhatIsThereAndWaitsForWhatIsNot() {
        var taken = new RelayProgress(new RelayStore.Mark(9, Set.of(3L, 5L)), List.of(row(5, "a")));

        var chosen = taken.choose(List.of(row(5, "a"), row(10, "a")), NOW);

        assertThat(chosen.healthy()).extracting(OutboxRow::position).containsExactly(5L, 10L);
        assertThat(taken.suspect(Set.of())).isEmpty();
        assertThat(taken.suspect(Set.of())).containsExactly(3L);
    }

    private static OutboxRow row(long position, String key) {
        return new OutboxRow(
                position, "id", key, "type", new byte[0], "topic", null, 0, null, null, null, "/test", Instant.EPOCH);
    }
}
