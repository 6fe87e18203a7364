package dev.tradewind.notification.wording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The templates of a mail: subject and text in Thymeleaf's text mode, the page in its HTML mode.
public record Layout(String subject, String html, String text) {

    static Layout ours() {
        return new Layout("[(${subject})]", read("letter.html"), read("letter.txt"));
    }

    private static String read(String name) {
        try (var stream = Objects.requireNonNull(Layout.class.getResourceAsStream("/letters/" + name), name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
