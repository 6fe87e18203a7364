package dev.tradewind.notification.preferences;

import dev.tradewind.notification.domain.Channel;
import dev.tradewind.notification.preferences.UnsubscribeLinks.Subject;
import dev.tradewind.web.ExpectedVersion;
import dev.tradewind.web.OpenRoutes;
import dev.tradewind.web.Refusal;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// One-click unsubscription (RFC 8058), without signing in. Mail scanners open every link, so opening it changes
/// nothing: mail programs and the button on the page post to it.
@RestController
class UnsubscribingController {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="UTF-8"><meta name="robots" content="noindex"><title>Unsubscribe</title>
            </head><body style="font-family:sans-serif;max-width:30em;margin:4em auto">{body}</body></html>
            """;
    private static final String QUESTION = """
            <p>No more mails like this one?</p>
            <form method="post"><button name="List-Unsubscribe" value="One-Click">Unsubscribe</button></form>""";
    private static final String DONE = "<p>You will get no more mails like this one.</p>";

    private final UnsubscribeLinks links;
    private final KeptPreferences preferences;

    UnsubscribingController(UnsubscribeLinks links, KeptPreferences preferences) {
        this.links = links;
        this.preferences = preferences;
    }

    @Bean
    static OpenRoutes lookingAtUnsubscription() {
        return OpenRoutes.reading("/api/unsubscribe/*");
    }

    @Bean
    static OpenRoutes unsubscribing() {
        return OpenRoutes.posting("/api/unsubscribe/*");
    }

    @GetMapping("/api/unsubscribe/{token}")
    ResponseEntity<String> ask(@PathVariable String token) {
        subject(token);
        return page(QUESTION);
    }

    @PostMapping("/api/unsubscribe/{token}")
    ResponseEntity<String> unsubscribe(@PathVariable String token) {
        var subject = subject(token);
        preferences.change(
                subject.accountId(), null, new ExpectedVersion(null), it -> it.without(subject.kind(), Channel.EMAIL));
        return page(DONE);
    }

    private Subject subject(String token) {
        return links.read(token).orElseThrow(NotALink::new);
    }

    private static ResponseEntity<String> page(String body) {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
                .body(PAGE.replace("{body}", body));
    }

    private static final class NotALink extends Refusal {

        private static final long serialVersionUID = 1L;

        NotALink() {
            super(Kind.NOT_FOUND, "unsubscribe-link-not-found", "This is no link from one of our mails.");
        }
    }
}
