package dev.tradewind.catalog.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// When a store is open by itself, week by week, by the clocks where it is.
public record OpeningHours(ZoneId zone, List<Time> times) {

    public static final int MOST = 50;

    private static final int YESTERDAY = -1;
    private static final int A_WEEK_AND_A_DAY = 8;

    /// A part of every week. One that ends no later than it begins ends on the next day, so that a bar need not close
    /// at midnight; from 00:00 until 00:00 is the whole day.
    public record Time(DayOfWeek day, LocalTime from, LocalTime until) {

        private Span on(LocalDate date, ZoneId zone) {
            var last = until.isAfter(from) ? date : date.plusDays(1);
            return new Span(
                    date.atTime(from).atZone(zone).toInstant(),
                    last.atTime(until).atZone(zone).toInstant());
        }
    }

    private record Span(Instant from, Instant until) {

        boolean holds(Instant time) {
            return !time.isBefore(from) && time.isBefore(until);
        }
    }

    public OpeningHours {
        times = List.copyOf(times);
        if (times.size() > MOST) {
            throw new IllegalArgumentException("times: " + times.size() + " (expected: <= " + MOST + ")");
        }
    }

    public boolean areOpenAt(Instant time) {
        return spansAround(time).stream().anyMatch(it -> it.holds(time));
    }

    /// When they open or close next; of a store that never closes, when to look again.
    public Optional<Instant> turnAfter(Instant time) {
        var spans = spansAround(time);
        var end = endOfWhatHolds(time, spans);
        return end.isAfter(time)
                ? Optional.of(end)
                : spans.stream().map(Span::from).filter(it -> it.isAfter(time)).min(Instant::compareTo);
    }

    /// Hours that touch are one.
    private static Instant endOfWhatHolds(Instant time, List<Span> spans) {
        var end = time;
        for (var longer = true; longer; ) {
            var soFar = end;
            end = spans.stream()
                    .filter(it -> it.holds(soFar))
                    .map(Span::until)
                    .max(Instant::compareTo)
                    .orElse(soFar);
            longer = end.isAfter(soFar);
        }
        return end;
    }

    private List<Span> spansAround(Instant time) {
        var today = time.atZone(zone).toLocalDate();
        return IntStream.rangeClosed(YESTERDAY, A_WEEK_AND_A_DAY)
                .mapToObj(today::plusDays)
                .flatMap(date -> times.stream()
                        .filter(it -> it.day() == date.getDayOfWeek())
                        .map(it -> it.on(date, zone)))
                .toList();
    }
}
