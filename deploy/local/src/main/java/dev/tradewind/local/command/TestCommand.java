package dev.tradewind.local.command;

import dev.tradewind.local.build.Maven;
import dev.tradewind.local.screen.PlainScreen;
import dev.tradewind.local.screen.Screen;
import dev.tradewind.local.server.Chromium;
import dev.tradewind.local.server.House;
import dev.tradewind.local.server.NotStarted;
import dev.tradewind.local.server.Trees;
import dev.tradewind.local.suite.Extra;
import dev.tradewind.local.suite.Place;
import dev.tradewind.local.suite.Purpose;
import dev.tradewind.local.suite.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Everything there is to test: each module by itself, then the stories against the running suite.
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Runs every test on real servers; the last line counts them.")
public final class TestCommand implements Callable<Integer> {

    /// All ports stay below those the system gives to clients, of which a test's connection may hold any.
    private static final int OFFSET = 13_000;

    /// While one module waits for what must not happen, another one works. A third would take the time of those that
    /// measure how fast somebody else is answered meanwhile.
    private static final String MODULES_AT_ONCE = "2";

    /// Figures at full scale are of a machine that does nothing else.
    private static final String ONE_BY_ONE = "1";

    @Option(names = "--full", description = "The same at full scale.")
    private boolean full;

    private final Screen screen = new PlainScreen(System.out);
    private final House house = House.here();

    @Override
    public Integer call() throws Exception {
        var begun = Instant.now();
        var browser = Chromium.find(house);
        Map<String, String> pages =
                browser.map(it -> Map.of(Chromium.VARIABLE, it.toString())).orElse(Map.of());
        var modules = testOfModules(pages);
        var stories = testOfStories(pages);
        var all = modules.and(stories);

        screen.say("");
        tell("modules", modules);
        tell("stories", stories);
        screen.say(
                "SKIPPED LANE containers: these ran on the servers of this machine; with a container engine, mvn verify -Dinfrastructure=containers --projects '!verify' runs the modules again");
        if (browser.isEmpty()) {
            screen.say(
                    "SKIPPED LANE browser: pages are tested in a Chromium; install one, name it by CHROME=/path/to/chromium, or have npm on the path, which has one");
        }
        all.skipped().forEach(it -> screen.say("SKIPPED " + it));
        all.failed().forEach(it -> screen.say("FAILED  " + it));
        var taken = Duration.between(begun, Instant.now());
        screen.say("%d min %d s".formatted(taken.toMinutes(), taken.toSecondsPart()));
        screen.say("%d passed, %d failed, %d skipped"
                .formatted(all.passed(), all.failed().size(), all.skipped().size()));
        return all.failed().isEmpty() ? 0 : 1;
    }

    private Results testOfModules(Map<String, String> environment) throws IOException {
        var maven = new Maven(house);
        maven.buildStale(screen);
        var begun = Instant.now();
        try (var servers = TestServers.start(house, screen, full)) {
            var arguments = atScale(
                    "verify",
                    "--fail-at-end",
                    "--threads",
                    full ? ONE_BY_ONE : MODULES_AT_ONCE,
                    "-Dtradewind.stories.skip=true",
                    "-Dtradewind.test.servers=" + servers.file());
            var exitCode = maven.run(
                    arguments, house.root().resolve(".tradewind/test-modules.log"), environment, new Teller());
            return judged(Results.read(house.root(), modules(), begun), exitCode, "test-modules.log");
        }
    }

    /// A suite of its own, on other ports and with nothing in it, beside the one that may be running.
    private Results testOfStories(Map<String, String> pages) throws IOException {
        var place = new Place(house, house.root().resolve(".tradewind/test"), OFFSET);
        new Running(place).stop();
        Trees.delete(place.state());
        var suite = new Start(place, screen, true, Purpose.TEST, EnumSet.allOf(Extra.class));
        try {
            suite.here();
        } catch (NotStarted failed) {
            screen.say("The suite does not start: " + failed.getMessage());
            return Results.none().andFailed("the suite starts");
        }
        var begun = Instant.now();
        var arguments = atScale("verify", "--projects", "verify");
        var environment = new HashMap<>(Verifier.environment(place));
        environment.putAll(pages);
        var exitCode = new Maven(house)
                .run(arguments, house.root().resolve(".tradewind/test-stories.log"), environment, new Teller());
        var results = judged(Results.read(house.root(), List.of("verify"), begun), exitCode, "test-stories.log");
        suite.discard();
        return results;
    }

    private List<String> atScale(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        if (full) {
            all.add("-Dtradewind.full=true");
        }
        return all;
    }

    /// Maven may fail without a failed test, by a compiler's error for example; that is no success.
    private static Results judged(Results results, int exitCode, String log) {
        return exitCode != 0 && results.failed().isEmpty()
                ? results.andFailed("the build (.tradewind/%s says why)".formatted(log))
                : results;
    }

    private List<String> modules() throws IOException {
        try (var poms = Files.walk(house.root(), 3)) {
            return poms.filter(it -> it.endsWith("pom.xml"))
                    .map(it -> house.root().relativize(it.resolveSibling("")).toString())
                    .filter(it -> !it.equals("verify"))
                    .toList();
        }
    }

    private void tell(String phase, Results results) {
        screen.say("%-10s %d passed, %d failed, %d skipped"
                .formatted(
                        phase,
                        results.passed(),
                        results.failed().size(),
                        results.skipped().size()));
    }

    /// Shows a module's beginning and each test class' end, out of all that Maven prints.
    private final class Teller implements Consumer<String> {

        @Override
        public void accept(String line) {
            if (line.contains("Building ") && line.contains("[INFO]") && line.endsWith("]")) {
                screen.say(line.replaceFirst("^\\[INFO] Building (.+?) \\S+\\s+", "-- $1 "));
            } else if (line.contains("Tests run:") && line.contains(" in ")) {
                screen.say("   " + line.replaceFirst("^\\[\\w+]\\s+", ""));
            } else if (line.startsWith("[ERROR]") && !line.contains("Tests run:")) {
                screen.say(line);
            } else if (line.startsWith("SKIPPED ")) {
                screen.say(line);
            }
        }
    }
}
