package dev.tradewind.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Entry;
import dev.tradewind.notification.updates.LogName;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TailTest {

    private final Tail tail = new Tail();

    @BeforeEach
    void standsAtTen() {
        tail.open(10);
    }

    @Test
    void P6_whatIsSaidTwiceIsTakenOnce() {
        assertThat(tail.take(entries(9, 12), false)).isTrue();
        assertThat(tail.take(entries(11, 13), false)).isTrue();

        assertThat(tail.after(10, 100)).extracting(Entry::number).containsExactly(11L, 12L, 13L);
        assertThat(tail.after(11, 1)).extracting(Entry::number).containsExactly(12L);
        assertThat(tail.after(13, 100)).isEmpty();
    }

    @Test
    void P6_nothingIsTakenBehindAGapUntilItIsFilled() {
        assertThat(tail.take(entries(12, 12), false)).isFalse();
        assertThat(tail.last()).isEqualTo(10);

        assertThat(tail.take(entries(11, 12), true)).isTrue();
        assertThat(tail.after(10, 100)).extracting(Entry::number).containsExactly(11L, 12L);
    }

    @Test
    void K8_whatCouldNotBeHadIsNotSkippedInSilence() {
        assertThat(tail.take(entries(15, 16), true)).isTrue();

        assertThat(tail.after(14, 100)).extracting(Entry::number).containsExactly(15L, 16L);
        assertThat(tail.after(10, 100)).isNull();
        assertThat(tail.after(3, 100)).isNull();
    }

    @Test
    void S12_whatIsKeptInMemoryHasAnEnd() {
        tail.take(entries(11, 5_000), false);

        assertThat(tail.after(10, 100)).isNull();
        assertThat(tail.after(4_990, 100)).hasSize(10);
    }

    @Test
    void P6_beforeItIsOpenItTakesNothing() {
        var unopened = new Tail();

        assertThat(unopened.take(entries(1, 1), false)).isFalse();
        assertThat(unopened.isOpen()).isFalse();
    }

    /// A commit between the database's answer and the moment the tail opens.
    @Test
    void P6_whatWasSaidBeforeItWasOpenIsNotForgotten() {
        var unopened = new Tail();
        unopened.take(entries(11, 11), false);

        assertThat(unopened.open(10)).isFalse();
        assertThat(new Tail().open(10)).isTrue();
        var known = new Tail();
        known.take(entries(10, 10), false);
        assertThat(known.open(10)).isTrue();
    }

    private static List<Entry> entries(long first, long last) {
        var organization = Ids.next();
        return LongStream.rangeClosed(first, last)
                .mapToObj(it -> new Entry(
                        LogName.EVERYONE, it, Ids.next(), organization, new Audience.Everyone(), "announcement", "{}"))
                .toList();
    }
}
