package dev.tradewind.payment.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.settling.SettlingProperties.Breaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final Breaker BREAKER = new Breaker(10, 50, Duration.ofMinutes(1));

    private final Guard guard = new Guards(
                    new SettlingProperties(
                            4, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1), BREAKER),
                    new SimpleMeterRegistry())
            .of("provider");

    @Test
    void S7_missingAnswersOpenTheCircuit() throws Exception {
        ask(new Outcome.Unknown("silence"));

        assertThat(guard.enter(1)).isZero();
    }

    /// A few refunds that take their time are no reason to stop all charges.
    @Test
    void S7_answersThatNothingIsDecidedYetDoNot() throws Exception {
        ask(new Outcome.Undecided("pending"));

        assertThat(guard.enter(1)).isOne();
    }

    private void ask(Outcome outcome) throws Exception {
        for (int i = 0; i < BREAKER.calls(); i++) {
            guard.ask(() -> outcome);
        }
    }
}
