package dev.tradewind.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Ends test servers with the JVM that started them, however that ends: a shell waits at the other end of a pipe that
/// the
/// kernel closes even after `kill -9`.
public final class Guard {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            directory=$1; shift
            cat > /dev/null
            for it in "$@"; do kill -${it%%:*} ${it##*:} 2> /dev/null; done
            tries=0
            for it in "$@"; do
                while kill -0 ${it##*:} 2> /dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
                kill -KILL ${it##*:} 2> /dev/null
            done
            rm -rf "$directory"
            """;

    private final Process shell;

    private Guard(Process shell) {
        this.shell = shell;
    }

    /// @param directory the children's data, deleted after them
    public static Guard over(Path directory, List<Child> children) throws IOException {
        var command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "tradewind-guard", directory.toString()));
        children.forEach(it -> command.add(it.program().quitSignal() + ":" + it.pid()));
        return new Guard(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /// Ends the children now, and waits for it.
    public void release() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Leaves the children alone, since they are gone or somebody else's.
    public void forget() {
        shell.destroyForcibly();
    }
}
