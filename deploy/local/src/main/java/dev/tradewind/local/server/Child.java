package dev.tradewind.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A started program.
///
/// It leads a session of its own, so that Ctrl-C reaches the launcher alone and the launcher decides the order of the
/// end.
public final class Child {

    /// The kernel may share the processors among the sessions before it looks at their processes. Then the niceness of
    /// the session counts, and the one that `nice` gives says nothing to others.
    private static final String YIELD = "{ echo 10 > /proc/self/autogroup; } 2> /dev/null; exec nice -n 10 \"$@\"";

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Program program;
    private final Process process;
    private final Path log;
    private final Instant since;

    private Child(Program program, Process process, Path log) {
        this.program = program;
        this.process = process;
        this.log = log;
        this.since = process.info().startInstant().orElseGet(Instant::now);
    }

    /// @param log appended to, so that the end of a previous run can still be read
    public static Child start(Program program, Path log) throws IOException {
        var launch = program.prepare();
        Files.createDirectories(log.toAbsolutePath().getParent());
        var command = new ArrayList<String>();
        if (Commands.has("setsid")) {
            command.add("setsid");
        }
        if (launch.yields() && Commands.has("nice")) {
            command.addAll(List.of("sh", "-c", YIELD, "yielding"));
        }
        command.addAll(launch.command());
        var builder = new ProcessBuilder(command)
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Options meant for whoever started us would make every JVM below us print a line, or refuse to start.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().putAll(launch.environment());
        return new Child(program, builder.start(), log);
    }

    /// Returns when the program answers; throws with the end of its log when it ends or stays silent.
    public void awaitReady(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                program.greet();
                program.settle();
                return;
            } catch (IOException silent) {
                if (!process.isAlive()) {
                    throw new NotStarted("%s ended with exit code %d while starting. The end of %s:%n%s"
                            .formatted(program.name(), process.exitValue(), log, lastLines()));
                }
                if (System.nanoTime() > deadline) {
                    throw new NotStarted(
                            "%s does not answer after %d s (%s). The end of %s:%n%s"
                                    .formatted(
                                            program.name(),
                                            patience.toSeconds(),
                                            silent.getMessage(),
                                            log,
                                            lastLines()),
                            silent);
                }
            }
            pause();
        }
    }

    public Program program() {
        return program;
    }

    public Path log() {
        return log;
    }

    public Instant since() {
        return since;
    }

    /// The process itself, not what it was started through.
    public long pid() {
        return program.pid(process);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /// Asks it to end, and ends it when it takes too long.
    public void stop(Duration patience) {
        Commands.signal(program.quitSignal(), pid());
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /// At once, without a chance to tidy up.
    public void kill() {
        Commands.signal("KILL", pid());
        process.destroyForcibly();
    }

    /// Waits for the process rather than for the time: a program that ended need not be asked again.
    private void pause() {
        try {
            process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.isAlive()) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NotStarted("Interrupted while %s was starting".formatted(program.name()), interrupted);
        }
    }

    private String lastLines() {
        try {
            return LogEnd.of(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The Java that runs us, for children that are Java too.
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
