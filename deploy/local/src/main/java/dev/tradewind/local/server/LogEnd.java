package dev.tradewind.local.server;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The last words of a program, for a person: of a structured log only what went wrong.
final class LogEnd {

    private static final int LAST_LINES = 12;
    private static final int LOOKED_AT = 200;
    private static final int WIDTH = 900;
    private static final int MOST_BYTES = 512 * 1024;
    private static final Pattern WRONG = Pattern.compile("\"level\":\"(ERROR|WARN)\"");
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private LogEnd() {}

    static String of(Path log) throws IOException {
        var lines = List.of(end(log).split("\n", -1));
        var last = lines.subList(Math.max(0, lines.size() - LOOKED_AT), lines.size());
        var wrong = last.stream()
                .filter(it -> !it.startsWith("{") || WRONG.matcher(it).find())
                .filter(it -> !it.isBlank())
                .map(LogEnd::message)
                .toList();
        return "    " + String.join("\n    ", wrong.subList(Math.max(0, wrong.size() - LAST_LINES), wrong.size()));
    }

    /// A program that fails again and again fills more than there is memory here.
    private static String end(Path log) throws IOException {
        try (var bytes = Files.newByteChannel(log)) {
            bytes.position(Math.max(0, bytes.size() - MOST_BYTES));
            return new String(Channels.newInputStream(bytes).readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static String message(String line) {
        var message = MESSAGE.matcher(line);
        var text = line.startsWith("{") && message.find()
                ? message.group(1).replace("\\n", "\n").replace("\\\"", "\"")
                : line;
        return text.strip()
                .replaceAll("\n\\s*\n", "\n")
                .lines()
                .map(it -> it.length() > WIDTH ? it.substring(0, WIDTH) + "…" : it)
                .reduce((one, other) -> one + "\n    " + other)
                .orElse("");
    }
}
