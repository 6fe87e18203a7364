package dev.tradewind.verify.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the figures were measured on.
final class Machine {

    private Machine() {}

    static String described() {
        return "%d cores (%s), %d GiB memory, %s, JDK %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        line("/proc/cpuinfo", "model name").replaceFirst(".*:\\s*", ""),
                        Math.round(
                                Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1048576.0),
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        Runtime.version());
    }

    private static String line(String file, String start) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(it -> it.startsWith(start)).findFirst().orElse(start + ": 0");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
