package dev.tradewind.notification.delivering;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.contracts.OrderEvent;
import dev.tradewind.contracts.WireName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words for one type of event: the first line is the title, the rest the body, and `{name}` is filled in.
record Template(String title, String body) {

    private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");

    /// The one named after the event on the wire.
    static Template of(Class<? extends OrderEvent> type) {
        var wireName = Objects.requireNonNull(type.getAnnotation(WireName.class), "WireName")
                .value();
        var file = "/notices/" + wireName + ".txt";
        try (var text = Template.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException("No template " + file);
            }
            return parse(new String(text.readAllBytes(), UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Template parse(String text) {
        var lines = text.strip().split("\n", 2);
        if (lines.length != 2) {
            throw new IllegalArgumentException("lines: " + lines.length + " (expected: a title and a body)");
        }
        return new Template(lines[0].strip(), lines[1].strip());
    }

    Notice fill(Map<String, String> values) {
        return new Notice(fill(title, values), fill(body, values));
    }

    private static String fill(String text, Map<String, String> values) {
        return BLANK.matcher(text)
                .replaceAll(blank -> Matcher.quoteReplacement(
                        Objects.requireNonNull(values.get(blank.group(1)), () -> "No value for " + blank.group())));
    }
}
