package dev.tradewind.local.suite;

import dev.tradewind.local.server.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Names a process across launchers: its id and when it started, since ids are used again.
record PidFile(Path file) {

    private static final int PATIENCE_SECONDS = 20;

    static PidFile of(Place place, String name) {
        return new PidFile(place.pids().resolve(name + ".pid"));
    }

    void write(long pid) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, pid + " " + ProcessTable.startTime(pid).orElse(0) + "\n");
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /// Processes that a launcher left behind when it was killed.
    static List<ProcessHandle> leftBehind(Place place) throws IOException {
        if (!Files.isDirectory(place.pids())) {
            return List.of();
        }
        var found = new ArrayList<ProcessHandle>();
        try (var files = Files.list(place.pids())) {
            for (var it : files.toList()) {
                new PidFile(it).process(found);
            }
        }
        return found;
    }

    /// Ends what was left behind, those that others stand on last.
    static void endLeftBehind(Place place) throws IOException {
        var services = new ArrayList<ProcessHandle>();
        var servers = new ArrayList<ProcessHandle>();
        for (var it : leftBehind(place)) {
            var isServer = Infrastructure.NAMES.stream().anyMatch(name -> names(place, name, it.pid()));
            (isServer ? servers : services).add(it);
        }
        services.forEach(it -> Commands.signal("TERM", it.pid()));
        services.forEach(PidFile::awaitEnd);
        servers.forEach(it -> Commands.signal("INT", it.pid()));
        servers.forEach(PidFile::awaitEnd);
        if (Files.isDirectory(place.pids())) {
            try (var files = Files.list(place.pids())) {
                for (var it : files.toList()) {
                    Files.deleteIfExists(it);
                }
            }
        }
    }

    private static boolean names(Place place, String name, long pid) {
        try {
            return Files.readString(of(place, name).file()).startsWith(pid + " ");
        } catch (IOException _) {
            return false;
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            process.destroyForcibly();
        }
    }

    private void process(List<ProcessHandle> found) throws IOException {
        var words = Files.readString(file).trim().split(" ", -1);
        if (words.length != 2) {
            return;
        }
        var pid = Long.parseLong(words[0]);
        var started = ProcessTable.startTime(pid);
        if (started.isPresent() && started.getAsLong() == Long.parseLong(words[1])) {
            ProcessHandle.of(pid).ifPresent(found::add);
        }
    }
}
