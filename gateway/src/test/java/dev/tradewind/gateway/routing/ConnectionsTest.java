package dev.tradewind.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    @Test
    void aSilenceThatWouldEndAnAnswerStillToComeIsRefusedAtTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Connections().askOnce(PATIENCE, LONGEST_WAIT, Duration.ofSeconds(70)))
                .withMessage("tradewind.gateway.longest-silence: 70 s"
                        + " (expected: more than patience and longest-wait, 70 s)");
        assertThat(new Connections().askOnce(PATIENCE, LONGEST_WAIT, Duration.ofSeconds(71)))
                .isNotNull();
    }
}
