package dev.tradewind.notification.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody wants to be told, how, when and in which language.
///
/// @param language null as long as none was chosen
/// @param timeZone in which times are told and quiet hours count
/// @param choices where somebody decided; what is missing is as [Kind#isToldBy] says
public record Preferences(
        @Nullable String language,
        ZoneId timeZone,
        @Nullable QuietHours quietHours,
        boolean personalRecommendations,
        Map<Kind, Map<Channel, Boolean>> choices) {

    /// Of somebody who has said nothing.
    public static final Preferences UNSAID = new Preferences(null, ZoneOffset.UTC, null, true, Map.of());

    public Preferences {
        choices = Map.copyOf(choices);
    }

    public boolean wants(Kind kind, Channel channel) {
        var chosen = choices.getOrDefault(kind, Map.of()).get(channel);
        return kind.channels().contains(channel) && (chosen == null ? kind.isToldBy(channel) : chosen);
    }

    /// When something that is ready now may disturb.
    public Instant notBefore(Kind kind, Instant now) {
        return switch (kind.haste()) {
            case AT_ONCE -> now;
            case CAN_WAIT -> quietHours == null ? now : quietHours.endsFrom(now, timeZone);
        };
    }

    /// The same, but this is not told by this channel any more.
    public Preferences without(Kind kind, Channel channel) {
        var changed = new EnumMap<Kind, Map<Channel, Boolean>>(Kind.class);
        changed.putAll(choices);
        var ofKind = new EnumMap<Channel, Boolean>(Channel.class);
        ofKind.putAll(choices.getOrDefault(kind, Map.of()));
        ofKind.put(channel, false);
        changed.put(kind, ofKind);
        return new Preferences(language, timeZone, quietHours, personalRecommendations, changed);
    }

    /// Every choice there is and how it stands.
    public Map<Kind, Map<Channel, Boolean>> all() {
        var all = new EnumMap<Kind, Map<Channel, Boolean>>(Kind.class);
        for (var kind : Kind.values()) {
            var channels = new EnumMap<Channel, Boolean>(Channel.class);
            for (var channel : Channel.values()) {
                if (kind.channels().contains(channel)) {
                    channels.put(channel, wants(kind, channel));
                }
            }
            all.put(kind, channels);
        }
        return all;
    }
}
