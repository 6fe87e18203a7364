package dev.tradewind.local.command;

import dev.tradewind.local.suite.Service;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the processes print.
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the end of the logs.")
public final class LogsCommand implements Callable<Integer> {

    private static final int TAIL_BYTES = 32 * 1024;
    private static final int TAIL_LINES = 40;
    private static final int LOOK_MILLIS = 200;

    @Mixin
    private Where where = new Where();

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "One of the names of status; all without it.")
    private @Nullable String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws Exception {
        var positions = new LinkedHashMap<Path, Long>();
        for (var file : files()) {
            positions.put(file, showEnd(file));
        }
        while (follow) {
            for (var it : positions.entrySet()) {
                it.setValue(showNew(it));
            }
            var _ = new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return 0;
    }

    private List<Path> files() throws IOException {
        var directory = where.place().state().resolve("logs");
        if (name != null) {
            var full = Service.named(name).map(Service::folder).orElse(name);
            var file = directory.resolve(full + ".log");
            if (!Files.exists(file)) {
                throw new IllegalArgumentException(
                        "%s has no log (expected: a name of ./tradewind status)".formatted(name));
            }
            return List.of(file);
        }
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("No logs yet: ./tradewind up");
        }
        try (var all = Files.list(directory)) {
            return all.filter(it -> it.toString().endsWith(".log")).sorted().toList();
        }
    }

    private long showEnd(Path file) throws IOException {
        var size = Files.size(file);
        var lines = read(file, Math.max(0, size - TAIL_BYTES), size).lines().toList();
        for (var it : lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())) {
            show(file, it);
        }
        return size;
    }

    private long showNew(Map.Entry<Path, Long> position) throws IOException {
        var file = position.getKey();
        var size = Files.size(file);
        if (size > position.getValue()) {
            read(file, position.getValue(), size).lines().forEach(it -> show(file, it));
        }
        return size;
    }

    private void show(Path file, String line) {
        var service = file.getFileName().toString().replace(".log", "");
        System.out.println(name == null ? "%-22s %s".formatted(service, line) : line);
    }

    private static String read(Path file, long from, long to) throws IOException {
        try (var opened = new RandomAccessFile(file.toFile(), "r")) {
            opened.seek(from);
            var bytes = new byte[(int) (to - from)];
            opened.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
