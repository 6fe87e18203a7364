package dev.tradewind.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.local.suite.Status.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {

    @Test
    void theJsonIsAnArrayOfWhatWasPromised() {
        var all = List.of(
                new Status("order-service", State.UP, 4711L, 8085, 300_000_000, "2026-01-02T03:04:05Z"),
                Status.down("kafka", 19092));

        assertThat(Status.toJson(all)).isEqualTo("""
                [{"name":"order-service","state":"UP","pid":4711,"port":8085,"rss":300000000,\
                "since":"2026-01-02T03:04:05Z"},\
                {"name":"kafka","state":"DOWN","pid":null,"port":19092,"rss":0,"since":null}]""");
    }

    @Test
    void whatTheLauncherTellsIsReadAsItWasMeant() {
        var all = List.of(new Status("redis", State.RESTARTING, null, 16379, 0, null));

        assertThat(Status.fromJson(Status.toJson(all))).isEqualTo(all);
    }
}
