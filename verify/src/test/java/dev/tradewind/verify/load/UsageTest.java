package dev.tradewind.verify.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void whatWasStartedAgainCountsFromThereOn() {
        var before = usage(Map.of("kafka", 1L, "postgresql", 2L), Map.of("kafka", 500L, "postgresql", 900L));
        var after = usage(Map.of("kafka", 1L, "postgresql", 3L), Map.of("kafka", 700L, "postgresql", 40L));

        assertThat(after.startedAgainSince(before)).containsExactly("postgresql");
        assertThat(after.since(before)).isEqualTo(Map.of("kafka", 200L, "postgresql", 40L));
    }

    private static Usage usage(Map<String, Long> pids, Map<String, Long> cpuMillis) {
        return new Usage(pids, cpuMillis, 0, 0, Optional.empty());
    }
}
