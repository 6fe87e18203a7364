package dev.tradewind.verify.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The processes of the suite, from the launcher's pid files and the kernel's process table.
public final class Processes {

    private static final long TICK_MILLIS = 10;

    private final Path pidFiles;

    private record Running(long pid, long parent, long cpuMillis) {}

    public Processes(Suite suite) {
        this.pidFiles = suite.state().resolve("pids");
    }

    /// By component: `order-service`, `kafka`, … A file whose process is gone is left out.
    public Map<String, Long> pids() {
        try (var files = Files.list(pidFiles)) {
            var pids = new TreeMap<String, Long>();
            for (var file : files.filter(it -> it.toString().endsWith(".pid")).toList()) {
                var name = file.getFileName().toString();
                pid(file).filter(Processes::runs).ifPresent(pid -> pids.put(name.substring(0, name.length() - 4), pid));
            }
            return pids;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Optional<Long> pid(String component) {
        return Optional.ofNullable(pids().get(component));
    }

    public static boolean runs(long pid) {
        return Files.exists(Path.of("/proc", Long.toString(pid), "stat"));
    }

    /// Milliseconds of CPU that each component and everything below it has used, processes that ended included.
    public Map<String, Long> cpuMillis() {
        var processes = table();
        var children = new HashMap<Long, Set<Long>>();
        processes
                .values()
                .forEach(it -> children.computeIfAbsent(it.parent(), _ -> new HashSet<>())
                        .add(it.pid()));
        var roots = pids();
        var used = new TreeMap<String, Long>();
        roots.forEach((name, pid) -> used.put(name, below(pid, processes, children, Set.copyOf(roots.values()))));
        return used;
    }

    /// What is another component is counted there, not below its parent.
    private static long below(
            long pid, Map<Long, Running> processes, Map<Long, Set<Long>> children, Set<Long> components) {
        var process = processes.get(pid);
        if (process == null) {
            return 0;
        }
        return process.cpuMillis()
                + children.getOrDefault(pid, Set.of()).stream()
                        .filter(child -> !components.contains(child))
                        .mapToLong(child -> below(child, processes, children, components))
                        .sum();
    }

    private static Map<Long, Running> table() {
        try (var directories = Files.list(Path.of("/proc"))) {
            var processes = new HashMap<Long, Running>();
            directories
                    .filter(it -> it.getFileName().toString().chars().allMatch(Character::isDigit))
                    .forEach(it -> read(it).ifPresent(process -> processes.put(process.pid(), process)));
            return processes;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Fields of `proc_pid_stat(5)` counted from the state, which follows the name in parentheses.
    private static Optional<Running> read(Path directory) {
        try {
            var stat = Files.readString(directory.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = Long.parseLong(fields[11])
                    + Long.parseLong(fields[12])
                    + Long.parseLong(fields[13])
                    + Long.parseLong(fields[14]);
            return Optional.of(new Running(
                    Long.parseLong(directory.getFileName().toString()),
                    Long.parseLong(fields[1]),
                    ticks * TICK_MILLIS));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<Long> pid(Path file) {
        try {
            var words = Files.readString(file).trim().split("\\s+", -1);
            return words[0].isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(words[0]));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
