package dev.tradewind.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this machine has to offer.
public final class Machine {

    private static final long KIBI = 1024;

    private Machine() {}

    public static long availableMemoryMib() {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(it -> it.startsWith("MemAvailable:"))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("[^0-9]", "")) / KIBI)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException _) {
            return Long.MAX_VALUE;
        }
    }
}
