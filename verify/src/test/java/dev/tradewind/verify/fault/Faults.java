package dev.tradewind.verify.fault;

import static org.awaitility.Awaitility.await;

import dev.tradewind.verify.suite.Processes;
import dev.tradewind.verify.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/// What can befall a process. The launcher starts again what dies.
public final class Faults {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Processes processes;

    public Faults(Suite suite) {
        this.processes = new Processes(suite);
    }

    /// Kills it at once, without a farewell.
    ///
    /// @return the process that was
    public long kill(String component) {
        var pid = pid(component);
        signal("KILL", pid);
        return pid;
    }

    public void stop(String component) {
        signal("STOP", pid(component));
    }

    public void resume(String component) {
        signal("CONT", pid(component));
    }

    public void awaitAnotherThan(long pid, String component) {
        await("another " + component + " than " + pid)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> processes.pid(component).filter(it -> it != pid).isPresent());
    }

    public void killAndAwait(String component) {
        awaitAnotherThan(kill(component), component);
    }

    public long pid(String component) {
        return processes.pid(component).orElseThrow(() -> new IllegalStateException("No process of " + component));
    }

    private static void signal(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failed);
        }
    }
}
