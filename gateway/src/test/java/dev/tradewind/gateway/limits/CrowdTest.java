package dev.tradewind.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final int MOST = 10;
    private static final long BURST = Duration.ofSeconds(1).toNanos();
    private static final long LATER = 2 * BURST;

    private final Crowd crowd = new Crowd(MOST, Duration.ofNanos(BURST));

    @Test
    void aBurstIsLetInWhole() {
        assertThat(entered(5 * MOST, 0)).isEqualTo(5 * MOST);
        assertThat(entered(1, BURST)).isEqualTo(1);
    }

    @Test
    void aCrowdThatDoesNotGoAwayIsNotAddedTo() {
        entered(5 * MOST, 0);

        assertThat(crowd.isFull(LATER)).isTrue();
        assertThat(entered(1, LATER)).isZero();
        left(4 * MOST);
        assertThat(entered(1, LATER)).isZero();
        left(1);
        assertThat(entered(5, LATER)).isEqualTo(1);
    }

    @Test
    void asLongAsItLastsWhoLeavesMakesRoomForOneWhenever() {
        entered(MOST, 0);
        entered(1, LATER);

        for (var now = LATER; now < LATER + 5 * BURST; now += BURST / 10) {
            left(1);
            assertThat(entered(3, now)).isEqualTo(1);
        }
    }

    @Test
    void whenHalfOfItIsGoneTheNextBurstIsLetInAgain() {
        entered(MOST, 0);
        entered(1, LATER);
        left(MOST / 2);

        assertThat(crowd.isFull(LATER)).isFalse();
        assertThat(entered(5 * MOST, LATER)).isEqualTo(5 * MOST);
    }

    @Test
    void manyThatComeAndGoAreNoCrowd() {
        entered(MOST - 1, 0);

        for (var now = 0L; now < 10 * BURST; now += BURST / 10) {
            assertThat(entered(1, now)).isEqualTo(1);
            left(1);
        }
    }

    private long entered(int wanting, long now) {
        return IntStream.range(0, wanting).filter(_ -> crowd.enter(now)).count();
    }

    private void left(int leaving) {
        IntStream.range(0, leaving).forEach(_ -> crowd.leave());
    }
}
