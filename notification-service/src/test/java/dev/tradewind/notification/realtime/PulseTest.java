package dev.tradewind.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PulseTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final Pulse pulse =
            new Pulse(new RealtimeProperties(1, 1, 1, 1_000, 100, TEN_SECONDS, TEN_SECONDS, TEN_SECONDS, "updates"));

    @ParameterizedTest
    @ValueSource(strings = {"0,0", "10000,10000", "4000000000000,0", "9223372036854775807,1", "99999999999999999999,5"})
    void S11_howeverSeldomBeatsArePromisedTheyCanBeCounted(String heartbeat) {
        pulse.agree(heartbeat);

        assertThat(pulse.isDead()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x,y", "1", "1,", "-1,0", "1,2,3", "1.5,0", "1, 2"})
    void S11_whatPromisesNothingThatCanBeCountedIsRefused(String heartbeat) {
        assertThatExceptionOfType(BadFrame.class).isThrownBy(() -> pulse.agree(heartbeat));
    }
}
