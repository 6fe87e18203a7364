package dev.tradewind.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatheringTest {

    @ParameterizedTest
    @CsvSource({
        "1, 3, 3",
        "1, 400, 50",
        "7, 30, 30",
        "8, 30, 60",
        "50, 30, 90",
        "99, 400, 150",
        "0, 30, 0",
        "100, 30, 0"
    })
    void whoIsWaitedForRestsAsLongAsItWorkedOrAFewTimesThatWhenItFoundManyButNeverLong(
            int messages, long worked, long rest) {
        assertThat(Gathering.after(messages, Duration.ofMillis(worked), false)).isEqualTo(Duration.ofMillis(rest));
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 95", "20, 50, 300", "99, 400, 1000", "0, 50, 0", "100, 50, 0"})
    void whoIsPatientBeginsTenTimesASecondAtMostAndMoreSeldomTheMoreItTakes(int messages, long worked, long rest) {
        assertThat(Gathering.after(messages, Duration.ofMillis(worked), true)).isEqualTo(Duration.ofMillis(rest));
    }
}
