package dev.tradewind.local.suite;

import dev.tradewind.local.screen.Screen;
import dev.tradewind.local.server.Child;
import dev.tradewind.local.server.Program;
import dev.tradewind.local.suite.Status.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program that is kept running: when it ends by itself it is started again, after ever longer pauses.
final class Component {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int MAX_DOUBLINGS = 6;
    private static final int FIRST_TRIES = 3;

    private final Program program;
    private final Place place;
    private final Screen screen;
    private final CountDownLatch unwanted = new CountDownLatch(1);

    private volatile State state = State.STARTING;
    private volatile @Nullable Child child;
    private volatile boolean endIsIntended;
    private volatile CompletableFuture<Void> ready = new CompletableFuture<>();
    private int failures;

    Component(Program program, Place place, Screen screen) {
        this.program = program;
        this.place = place;
        this.screen = screen;
    }

    /// Starts it and keeps it running; the future completes when it first answers, or gives up after a few tries.
    CompletableFuture<Void> start() throws IOException {
        setOldLogAside();
        Thread.ofPlatform().daemon().name("keep " + program.name()).start(this::keepRunning);
        return ready;
    }

    Program program() {
        return program;
    }

    Status status() {
        var running = child;
        return running == null || !running.isAlive()
                ? new Status(program.name(), state, null, program.port(), 0, null)
                : new Status(
                        program.name(),
                        state,
                        running.pid(),
                        program.port(),
                        ProcessTable.residentMemory(running.pid()),
                        running.since().toString());
    }

    /// Ends the process in order; its keeper starts it again.
    CompletableFuture<Void> restart(Duration patience) {
        var again = new CompletableFuture<Void>();
        var running = child;
        ready = again;
        endIsIntended = true;
        if (running != null) {
            running.stop(patience);
        }
        return again;
    }

    void stop(Duration patience) {
        unwanted.countDown();
        state = State.STOPPING;
        var running = child;
        if (running != null && running.isAlive()) {
            running.stop(patience);
        }
        state = State.DOWN;
        try {
            PidFile.of(place, program.name()).delete();
        } catch (IOException failed) {
            screen.say("The pid file of %s cannot be deleted: %s".formatted(program.name(), failed.getMessage()));
        }
    }

    /// Without its consent, for a start that came to nothing.
    void kill() {
        unwanted.countDown();
        var running = child;
        if (running != null) {
            running.kill();
        }
    }

    private void keepRunning() {
        while (isWanted()) {
            var begun = System.nanoTime();
            runOnce();
            if (isWanted() && !endIsIntended) {
                failures = System.nanoTime() - begun > LONG_ENOUGH.toNanos() ? 0 : failures + 1;
                state = State.RESTARTING;
                pause();
            }
        }
    }

    private void runOnce() {
        endIsIntended = false;
        try {
            screen.begin(program.name(), "starting");
            var started = Child.start(program, place.log(program.name()));
            child = started;
            PidFile.of(place, program.name()).write(started.pid());
            if (!isWanted()) {
                started.stop(Duration.ofSeconds(5));
                return;
            }
            started.awaitReady(PATIENCE);
            state = State.UP;
            screen.done(program.name(), "ready on port " + program.port());
            ready.complete(null);
            var exitCode = started.onExit().join().exitValue();
            if (isWanted() && !endIsIntended) {
                screen.failed(program.name(), "ended with exit code %d; starting it again".formatted(exitCode));
            }
        } catch (IOException | RuntimeException | Error failed) {
            // Whatever it was: whoever waits for this program must hear of it.
            giveUpOnThisTry(failed);
        }
    }

    private void giveUpOnThisTry(Throwable failed) {
        var running = child;
        if (running != null && running.isAlive()) {
            running.stop(Duration.ofSeconds(5));
        }
        if (!isWanted() || endIsIntended) {
            return;
        }
        dropWhatMayBeToBlame();
        screen.failed(program.name(), "does not start" + (failures < FIRST_TRIES ? "; trying again" : ""));
        if (failures + 1 >= FIRST_TRIES) {
            ready.completeExceptionally(failed);
        }
    }

    /// A log begins with its suite; the one before is kept.
    private void setOldLogAside() throws IOException {
        var log = place.log(program.name());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(program.name() + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void dropWhatMayBeToBlame() {
        try {
            program.failed();
        } catch (IOException failed) {
            screen.say("%s: %s".formatted(program.name(), failed.getMessage()));
        }
    }

    private boolean isWanted() {
        return unwanted.getCount() > 0;
    }

    /// The first restart is nearly at once: most ends are a single kill.
    private void pause() {
        var millis = FIRST_PAUSE_MILLIS << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
        try {
            var _ = unwanted.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
