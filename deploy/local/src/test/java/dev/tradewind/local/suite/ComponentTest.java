package dev.tradewind.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.local.screen.PlainScreen;
import dev.tradewind.local.server.Commands;
import dev.tradewind.local.server.House;
import dev.tradewind.local.server.Ports;
import dev.tradewind.local.server.Redis;
import dev.tradewind.local.suite.Status.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a real Redis, the server that starts soonest.
class ComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path state;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private Place place;
    private Component component;

    @BeforeEach
    void redisRuns() throws IOException {
        place = new Place(House.here(), state, 0);
        var redis = new Redis(place.house().runtime(), place.data("redis"), Ports.free(), true);
        component = new Component(redis, place, new PlainScreen(new PrintStream(screen, true, StandardCharsets.UTF_8)));
        component.start().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @AfterEach
    void redisEnds() {
        component.stop(PATIENCE);
    }

    @Test
    void theStatusNamesTheProcessItself() throws IOException {
        var status = component.status();

        assertThat(status.state()).isEqualTo(State.UP);
        assertThat(Files.readString(Path.of("/proc", String.valueOf(status.pid()), "cmdline")))
                .contains("redis-server");
        assertThat(status.rss()).isPositive();
    }

    @Test
    void whatIsKilledIsStartedAgainAndReported() {
        var first = pid();

        Commands.signal("KILL", first);

        await().atMost(PATIENCE).until(() -> component.status().state() == State.UP && pid() != first);
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("ended with exit code 137; starting it again");
    }

    @Test
    void aRestartGivesANewProcess() {
        var first = pid();

        component.restart(PATIENCE).join();

        assertThat(pid()).isNotEqualTo(first);
        assertThat(screen.toString(StandardCharsets.UTF_8)).doesNotContain("starting it again");
    }

    @Test
    void whatIsStoppedStaysDownAndLeavesNoPidFile() {
        var first = pid();

        component.stop(PATIENCE);

        assertThat(ProcessHandle.of(first)).isEmpty();
        assertThat(component.status().state()).isEqualTo(State.DOWN);
        assertThat(place.pids().resolve("redis.pid")).doesNotExist();
    }

    @Test
    void whatAKilledLauncherLeftBehindIsFoundAndEnded() throws IOException {
        assertThat(PidFile.leftBehind(place)).extracting(ProcessHandle::pid).containsExactly(pid());
    }

    @Test
    void aPidThatIsSomebodyElsesNowIsLeftAlone() throws IOException {
        Files.writeString(
                place.pids().resolve("kafka.pid"), ProcessHandle.current().pid() + " 1\n");

        assertThat(PidFile.leftBehind(place))
                .extracting(ProcessHandle::pid)
                .doesNotContain(ProcessHandle.current().pid());
    }

    private long pid() {
        return Objects.requireNonNullElse(component.status().pid(), -1L);
    }
}
