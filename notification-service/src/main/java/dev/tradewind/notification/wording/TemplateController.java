package dev.tradewind.notification.wording;

import dev.tradewind.notification.domain.Kind;
import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import dev.tradewind.web.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How an organisation words its own mails. Its admins alone may, and each only for their own.
@RestController
@RequestMapping("/api/notification-templates")
class TemplateController {

    private static final int MOST_CHARACTERS = 64 * 1024;

    private final OwnLayouts layouts;
    private final Trial trial;

    record Wanted(
            @NotBlank @Size(max = 200) String subject,
            @NotBlank @Size(max = MOST_CHARACTERS) String html,
            @NotBlank @Size(max = MOST_CHARACTERS) String text) {

        Layout layout() {
            return new Layout(subject, html, text);
        }
    }

    record Shown(Kind kind, String language, String subject, String html, String text) {

        static Shown of(Kind kind, String language, Layout layout) {
            return new Shown(kind, language, layout.subject(), layout.html(), layout.text());
        }
    }

    record All(List<Shown> items) {}

    TemplateController(OwnLayouts layouts, Trial trial) {
        this.layouts = layouts;
        this.trial = trial;
    }

    @GetMapping
    All all(Caller caller) {
        return new All(layouts.all(organization(caller)).stream()
                .map(it -> Shown.of(it.kind(), it.language(), it.layout()))
                .toList());
    }

    @GetMapping("/{kind}/{language}")
    Shown show(@PathVariable Kind kind, @PathVariable String language, Caller caller) {
        return layouts.find(organization(caller), kind, known(language))
                .map(it -> Shown.of(kind, language, it))
                .orElseThrow(NoOwnTemplate::new);
    }

    /// Kept only when it renders.
    @PutMapping("/{kind}/{language}")
    Shown put(
            @PathVariable Kind kind, @PathVariable String language, @Valid @RequestBody Wanted wanted, Caller caller) {
        var organization = organization(caller);
        trial.of(kind, known(language), wanted.layout());
        layouts.put(organization, kind, language, wanted.layout(), caller.accountId());
        return Shown.of(kind, language, wanted.layout());
    }

    /// The mail as it would come, of a made-up order; nothing is kept or sent.
    @PostMapping("/{kind}/{language}/preview")
    Letter preview(
            @PathVariable Kind kind, @PathVariable String language, @Valid @RequestBody Wanted wanted, Caller caller) {
        organization(caller);
        return trial.of(kind, known(language), wanted.layout());
    }

    /// Our own words again.
    @DeleteMapping("/{kind}/{language}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable Kind kind, @PathVariable String language, Caller caller) {
        if (!layouts.remove(organization(caller), kind, known(language))) {
            throw new NoOwnTemplate();
        }
    }

    private static UUID organization(Caller caller) {
        caller.mustBe(Role.ADMIN);
        return caller.ownOrganization();
    }

    private static String known(String language) {
        if (!Wording.languages().contains(language)) {
            throw new BadParameter("language", "must be one of " + Wording.languages());
        }
        return language;
    }

    private static final class NoOwnTemplate extends Refusal {

        private static final long serialVersionUID = 1L;

        NoOwnTemplate() {
            super(
                    Refusal.Kind.NOT_FOUND,
                    "template-not-found",
                    "Your organisation has no template of its own for this.");
        }
    }
}
