package dev.tradewind.local.command;

import dev.tradewind.local.build.Maven;
import dev.tradewind.local.screen.Screen;
import dev.tradewind.local.server.Child;
import dev.tradewind.local.server.Commands;
import dev.tradewind.local.server.NotStarted;
import dev.tradewind.local.story.Opening;
import dev.tradewind.local.story.Shop;
import dev.tradewind.local.suite.Control;
import dev.tradewind.local.suite.Extra;
import dev.tradewind.local.suite.Place;
import dev.tradewind.local.suite.Purpose;
import dev.tradewind.local.suite.Running;
import dev.tradewind.local.suite.Supervisor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Starts the suite of a place, in this process or in one that stays behind.
final class Start {

    private static final int FOLLOW_MILLIS = 100;

    private final Place place;
    private final Screen screen;
    private final boolean builds;
    private final Purpose purpose;
    private final Set<Extra> extras;
    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable Supervisor started;

    Start(Place place, Screen screen, boolean builds, Purpose purpose) {
        this(place, screen, builds, purpose, Set.of());
    }

    Start(Place place, Screen screen, boolean builds, Purpose purpose, Set<Extra> extras) {
        this.builds = builds;
        this.place = place;
        this.screen = screen;
        this.purpose = purpose;
        this.extras = Set.copyOf(extras);
    }

    /// Returns when the shop is open. Whatever ends this process ends the suite first.
    void here() throws IOException {
        if (new Running(place).hasLauncher()) {
            throw new NotStarted("Another ./tradewind is starting or ending the suite at this moment");
        }
        if (builds) {
            new Maven(place.house()).buildStale(screen);
        }
        var supervisor = new Supervisor(place, screen, purpose, extras);
        started = supervisor;
        supervisor.check();
        // The socket stays open while the process lives: other commands come in by it.
        var control = new Control(place, supervisor, end::countDown);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, control), "end the suite"));
        screen.begin("all", "starting");
        supervisor.start();
        screen.begin("shop", "opening");
        new Opening(new Shop(place.gateway())).await();
        screen.done("shop", "demo products can be ordered and found");
        screen.done("all", "up");
        screen.settle();
        control.announce("READY");
    }

    /// Ends what [#here] started, at once: a suite that never starts again leaves nothing behind.
    void discard() {
        if (started != null) {
            started.discard();
        }
    }

    /// Until somebody asks the suite to end.
    void stay() throws InterruptedException {
        end.await();
    }

    /// Starts a launcher that stays, and shows what it says until the shop is open.
    void behind() throws IOException {
        var log = place.log("launcher");
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.deleteIfExists(log);
        var builder = new ProcessBuilder(launcher())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile());
        var launcher = builder.start();
        try (var lines = Files.newBufferedReader(log)) {
            while (!new Running(place).isReady()) {
                show(lines);
                if (launcher.waitFor(FOLLOW_MILLIS, TimeUnit.MILLISECONDS)) {
                    show(lines);
                    throw new NotStarted("The suite does not start; " + log + " says more");
                }
            }
            show(lines);
        } catch (InterruptedException _) {
            launcher.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private List<String> launcher() {
        var command = new ArrayList<String>();
        if (Commands.has("setsid")) {
            command.add("setsid");
        }
        command.add(Child.java());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-Xss512k"));
        command.add("-Dtradewind.root=" + place.house().root());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.tradewind.local.Tradewind"));
        command.addAll(List.of("up", "--behind", "--port-offset", Integer.toString(place.offset())));
        command.addAll(List.of("--state", place.state().toString()));
        if (!builds) {
            command.add("--no-build");
        }
        if (purpose == Purpose.LASTING_LOAD) {
            command.add("--optimize");
        }
        extras.forEach(it -> command.addAll(List.of("--with", it.name().toLowerCase(Locale.ROOT))));
        return command;
    }

    private void show(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            screen.say(line);
        }
    }

    private static void stop(Supervisor supervisor, Control control) {
        try {
            supervisor.stop();
            control.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
