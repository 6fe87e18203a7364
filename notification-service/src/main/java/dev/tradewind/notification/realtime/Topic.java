package dev.tradewind.notification.realtime;

import dev.tradewind.web.BadParameter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Kinds of news that an event stream can be limited to.
enum Topic {
    ORDERS,
    PROMOTIONS,
    STOCK,
    VISITS,
    /// Announcements, menus, and whatever kind of news comes up one day.
    SYSTEM;

    static Topic of(String type) {
        var end = type.indexOf(':');
        return switch (end < 0 ? type : type.substring(0, end)) {
            case "order", "payment" -> ORDERS;
            case "promotion" -> PROMOTIONS;
            case "inventory" -> STOCK;
            case "session" -> VISITS;
            default -> SYSTEM;
        };
    }

    /// @param names separated by commas; null for all
    static Set<Topic> parse(@Nullable String names) {
        if (names == null) {
            return EnumSet.allOf(Topic.class);
        }
        var topics = EnumSet.noneOf(Topic.class);
        Arrays.stream(names.split(",", -1)).map(Topic::named).forEach(topics::add);
        return topics;
    }

    private static Topic named(String name) {
        for (var topic : values()) {
            if (topic.name().toLowerCase(Locale.ROOT).equals(name)) {
                return topic;
            }
        }
        throw new BadParameter("topics", "are orders, promotions, stock, visits and system");
    }
}
