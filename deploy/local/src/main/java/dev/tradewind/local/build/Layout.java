package dev.tradewind.local.build;

import dev.tradewind.local.server.Child;
import dev.tradewind.local.server.Commands;
import dev.tradewind.local.server.NotStarted;
import dev.tradewind.local.server.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/// A service's jar taken apart, beside the cache of its start: nested jars cost a third of the time of a start, and
/// the cache cannot look into them.
///
/// @param directory one for each content of the jar, so a running service keeps what it was started from
public record Layout(String name, Path directory) {

    private static final int KEPT = 3;

    /// Takes the jar apart unless that was done before.
    public static Layout of(String name, Path jar, Path applications) throws IOException {
        var all = applications.resolve(name);
        var directory = all.resolve(content(jar));
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(all);
            forgetOld(all);
            extract(jar, directory);
        }
        return new Layout(name, directory);
    }

    public Path jar() {
        return directory.resolve(name + ".jar");
    }

    /// The first run records what a start does and writes the cache when it ends; later runs use it.
    public List<String> cacheFlags() {
        return List.of(hasCache() ? "-XX:AOTCache=" + cache() : "-XX:AOTCacheOutput=" + cache());
    }

    public boolean hasCache() {
        return Files.isRegularFile(cache());
    }

    /// Whether the run that wrote this log could not use the cache it was given.
    public boolean wasRejected(Path log) throws IOException {
        if (!hasCache()) {
            return false;
        }
        try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(it -> it.contains("[error][aot")
                    || it.contains("[error][cds")
                    || it.contains("AOT cache has been disabled"));
        }
    }

    public void dropCache() throws IOException {
        Files.deleteIfExists(cache());
    }

    private Path cache() {
        return directory.resolve(name + ".aot");
    }

    /// From the jar's own table of contents: a jar that is built again from the same sources keeps its layout and
    /// cache.
    private static String content(Path jar) throws IOException {
        var sum = new CRC32();
        var count = 0;
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                sum.update("%s %d %d"
                        .formatted(entry.getName(), entry.getSize(), entry.getCrc())
                        .getBytes(StandardCharsets.UTF_8));
                count++;
            }
        }
        return "%08x-%d".formatted(sum.getValue(), count);
    }

    private static void extract(Path jar, Path directory) throws IOException {
        var half = directory.resolveSibling(".half-" + ProcessHandle.current().pid());
        Trees.delete(half);
        var outcome = Commands.run(List.of(
                Child.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                half.toString()));
        if (outcome.exitCode() != 0) {
            throw new NotStarted("%s cannot be taken apart: %s".formatted(jar, outcome.output()));
        }
        try {
            Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException _) {
            Trees.delete(half);
        }
    }

    private static void forgetOld(Path directories) throws IOException {
        try (var all = Files.list(directories)) {
            var oldestFirst = all.sorted((a, b) ->
                            Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
                    .toList();
            for (var it : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - KEPT + 1))) {
                Trees.delete(it);
            }
        }
    }
}
