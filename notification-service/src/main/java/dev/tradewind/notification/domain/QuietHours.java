package dev.tradewind.notification.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// When somebody wants to be left alone, every day by the clocks around them. May go over midnight.
public record QuietHours(LocalTime from, LocalTime until) {

    public QuietHours {
        if (from.equals(until)) {
            throw new IllegalArgumentException("until: " + until + " (expected: not the same as from)");
        }
    }

    /// The first moment from `now` on that is not quiet.
    public Instant endsFrom(Instant now, ZoneId zone) {
        var local = now.atZone(zone);
        var time = local.toLocalTime();
        if (!contains(time)) {
            return now;
        }
        var day =
                time.isBefore(until) ? local.toLocalDate() : local.toLocalDate().plusDays(1);
        var end = day.atTime(until).atZone(zone).toInstant();
        // Where clocks were just set back, the hour that ends comes twice.
        return end.isAfter(now)
                ? end
                : day.atTime(until).atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    private boolean contains(LocalTime time) {
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }
}
