package dev.tradewind.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// What the kernel knows about a process.
final class ProcessTable {

    private static final int START_TIME = 19;
    private static final long KIBI = 1024;

    private ProcessTable() {}

    /// In ticks since the machine started; together with the id it names one process for ever.
    static OptionalLong startTime(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var isGone = fields[0].equals("Z") || fields[0].equals("X");
            return isGone ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[START_TIME]));
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /// Resident memory in bytes; zero when the process is gone.
    static long residentMemory(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(it -> it.startsWith("VmRSS:"))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("[^0-9]", "")) * KIBI)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }
}
