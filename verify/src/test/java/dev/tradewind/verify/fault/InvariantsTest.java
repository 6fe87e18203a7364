package dev.tradewind.verify.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.check.Checker;
import dev.tradewind.verify.story.RunningSuite;
import dev.tradewind.verify.suite.Suite;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@RunningSuite
@Order(6)
class InvariantsTest {

    @Test
    void afterAllThatTheInvariantsHold() {
        var verdict = new Checker(Suite.required(), Duration.ofMinutes(1)).check();

        System.out.println(verdict);
        assertThat(verdict.holds()).as(verdict.toString()).isTrue();
    }
}
