package dev.tradewind.local.build;

import dev.tradewind.local.screen.Screen;
import dev.tradewind.local.server.Commands;
import dev.tradewind.local.server.House;
import dev.tradewind.local.server.NotStarted;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Runs Maven on the house with the JDK that runs us.
public final class Maven {

    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (.+?) \\S+\\s+\\[(\\d+)/(\\d+)]");
    private static final int LAST_LINES = 60;

    private final House house;

    public Maven(House house) {
        this.house = house;
    }

    /// Builds what is stale, telling the screen which module it is at. Tests are neither compiled nor run and nothing
    /// is reviewed: that is for whoever changes the sources, and takes most of the time.
    public void buildStale(Screen screen) throws IOException {
        var modules = new Modules(house);
        var stale = modules.stale();
        if (stale.isEmpty()) {
            return;
        }
        var begun = Instant.now();
        screen.begin("build", "%d of the modules are stale".formatted(stale.size()));
        var arguments = List.of(
                "package",
                "--threads",
                "1C",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "--projects",
                String.join(",", stale),
                "--also-make");
        var log = house.root().resolve(".tradewind/build.log");
        var exitCode = run(arguments, log, Map.of(), new Reader(screen));
        if (exitCode != 0) {
            screen.failed("build", "see " + log);
            throw new NotStarted("The build fails:\n" + errors(log));
        }
        modules.builtAt(begun);
        screen.done("build", "%d modules built".formatted(stale.size()));
    }

    /// @param log gets every line
    /// @param line sees every line
    public int run(List<String> arguments, Path log, Map<String, String> environment, Consumer<String> line)
            throws IOException {
        if (!Commands.has("mvn")) {
            throw new NotStarted("Maven is missing: install it (apt install maven) so that mvn is on the PATH");
        }
        var command = new ArrayList<>(List.of("mvn", "-B"));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command).directory(house.root().toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Files.createDirectories(log.getParent());
        var process = builder.start();
        var ending = new Thread(process::destroy, "end Maven");
        Runtime.getRuntime().addShutdownHook(ending);
        process.getOutputStream().close();
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter writer = Files.newBufferedWriter(log)) {
            for (var it = reader.readLine(); it != null; it = reader.readLine()) {
                writer.write(it);
                writer.newLine();
                line.accept(it);
            }
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while building", interrupted);
        } finally {
            forget(ending);
        }
    }

    private static void forget(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException _) {
            // We are ending already.
        }
    }

    private static String errors(Path log) throws IOException {
        var last = new ArrayDeque<String>();
        for (var line : Files.readAllLines(log)) {
            if (line.startsWith("[ERROR]")) {
                last.add(line);
            }
            if (last.size() > LAST_LINES) {
                break;
            }
        }
        return String.join("\n", last);
    }

    /// Finds in Maven's lines how far it is.
    private static final class Reader implements Consumer<String> {

        private final Screen screen;
        private String module = "reading the projects";
        private int downloads;

        Reader(Screen screen) {
            this.screen = screen;
        }

        @Override
        public void accept(String line) {
            var found = MODULE.matcher(line);
            if (found.find()) {
                module = "%s of %s: %s".formatted(found.group(2), found.group(3), found.group(1));
                say();
            } else if (line.contains("Downloaded from")) {
                downloads++;
                if (downloads % 25 == 0) {
                    say();
                }
            }
        }

        private void say() {
            screen.begin("build", downloads == 0 ? module : module + " (" + downloads + " files downloaded)");
        }
    }
}
