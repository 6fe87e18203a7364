package dev.tradewind.local.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Small commands of the operating system that Java has no call for.
public final class Commands {

    private static final int PATIENCE_SECONDS = 120;

    private Commands() {}

    public static boolean has(String command) {
        return Arrays.stream(System.getenv()
                        .getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
                        .split(File.pathSeparator, -1))
                .anyMatch(it -> Files.isExecutable(Path.of(it, command)));
    }

    /// Shells have `kill` built in; the program of that name may be missing.
    public static void signal(String signal, long pid) {
        succeeds(List.of("sh", "-c", "kill -" + signal + " " + pid));
    }

    public static boolean succeeds(List<String> command) {
        try {
            return run(command).exitCode() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// What a finished command printed.
    public record Outcome(int exitCode, String output) {}

    public static Outcome run(List<String> command) throws IOException {
        var output = Files.createTempFile("tradewind", ".out");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("LC_ALL", "C");
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("%s did not end in %d s".formatted(command.getFirst(), PATIENCE_SECONDS));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while running " + command.getFirst(), interrupted);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /// Whether this process has the rights of root, which PostgreSQL refuses to run with.
    public static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0;
        } catch (IOException _) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
