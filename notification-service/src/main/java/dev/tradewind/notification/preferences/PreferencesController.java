package dev.tradewind.notification.preferences;

import dev.tradewind.notification.domain.Channel;
import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Preferences;
import dev.tradewind.notification.domain.QuietHours;
import dev.tradewind.notification.preferences.KeptPreferences.Chosen;
import dev.tradewind.notification.wording.Wording;
import dev.tradewind.web.BadParameter;
import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// One's own preferences.
@RestController
@RequestMapping("/api/me/notification-preferences")
class PreferencesController {

    private final KeptPreferences preferences;

    record Quiet(@NotNull LocalTime from, @NotNull LocalTime until) {}

    /// All of it at once; a kind or channel that is missing is as if nothing had ever been chosen.
    ///
    /// @param language `en`, `pt-BR` or `ko`; null leaves it to us
    /// @param timeZone an IANA name; UTC when it is missing
    /// @param personalRecommendations yes when it is missing
    record Wanted(
            @Nullable @Size(max = 35) String language,
            @Nullable @Size(max = 60) String timeZone,
            @Nullable @Valid Quiet quietHours,
            @Nullable Boolean personalRecommendations,
            @Nullable Map<Kind, Map<Channel, Boolean>> notifications) {}

    record Shown(
            @Nullable String language,
            String timeZone,
            @Nullable Quiet quietHours,
            boolean personalRecommendations,
            Map<Kind, Map<Channel, Boolean>> notifications,
            List<String> languages) {

        static Shown of(Preferences it) {
            var quiet = it.quietHours();
            return new Shown(
                    it.language(),
                    it.timeZone().equals(ZoneOffset.UTC) ? "UTC" : it.timeZone().getId(),
                    quiet == null ? null : new Quiet(quiet.from(), quiet.until()),
                    it.personalRecommendations(),
                    it.all(),
                    Wording.languages());
        }
    }

    PreferencesController(KeptPreferences preferences) {
        this.preferences = preferences;
    }

    @GetMapping
    ResponseEntity<Shown> show(Caller caller) {
        return answer(preferences.chosen(caller.accountId()));
    }

    @PutMapping
    ResponseEntity<Shown> choose(
            @Valid @RequestBody Wanted wanted,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var chosen = new Preferences(
                language(wanted.language()),
                zone(wanted.timeZone()),
                quiet(wanted.quietHours()),
                Objects.requireNonNullElse(wanted.personalRecommendations(), true),
                choices(wanted.notifications()));
        return answer(preferences.change(
                caller.accountId(), caller.organizationId(), new ExpectedVersion(ifMatch), _ -> chosen));
    }

    private static ResponseEntity<Shown> answer(Chosen chosen) {
        return ResponseEntity.ok()
                .eTag(ExpectedVersion.tag(chosen.version()))
                .cacheControl(CacheControl.noCache())
                .body(Shown.of(chosen.preferences()));
    }

    private static @Nullable String language(@Nullable String language) {
        if (language != null && !Wording.languages().contains(language)) {
            throw new BadParameter("language", "must be one of " + Wording.languages());
        }
        return language;
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null || name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new BadParameter("timeZone", "must be the name of a time zone, such as America/Sao_Paulo");
        }
    }

    private static @Nullable QuietHours quiet(@Nullable Quiet quiet) {
        if (quiet == null) {
            return null;
        }
        if (quiet.from().equals(quiet.until())) {
            throw new BadParameter("quietHours", "must not end when they begin");
        }
        return new QuietHours(quiet.from(), quiet.until());
    }

    private static Map<Kind, Map<Channel, Boolean>> choices(@Nullable Map<Kind, Map<Channel, Boolean>> wanted) {
        var choices = new EnumMap<Kind, Map<Channel, Boolean>>(Kind.class);
        Objects.requireNonNullElse(wanted, Map.<Kind, Map<Channel, Boolean>>of())
                .forEach((kind, channels) -> {
                    var ofKind = new EnumMap<Channel, Boolean>(Channel.class);
                    if (channels != null) {
                        channels.forEach((channel, on) -> {
                            if (on != null) {
                                if (!kind.channels().contains(channel)) {
                                    throw new BadParameter("notifications", kind + " is not told by " + channel);
                                }
                                ofKind.put(channel, on);
                            }
                        });
                    }
                    if (!ofKind.isEmpty()) {
                        choices.put(kind, ofKind);
                    }
                });
        return choices;
    }
}
