package dev.tradewind.catalog.domain;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.catalog.domain.OpeningHours.Time;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /// 2026-11-23 is a Monday. The last moment of a part is outside, its first inside.
    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-23T08:59:59.999, false, 2026-11-23T09:00
            2026-11-23T09:00,        true,  2026-11-23T12:00
            2026-11-23T12:00,        false, 2026-11-23T14:00
            2026-11-23T17:59:59.999, true,  2026-11-23T18:00
            2026-11-23T18:00,        false, 2026-11-27T20:00
            2026-11-28T01:59,        true,  2026-11-28T02:00
            2026-11-28T02:00,        false, 2026-11-30T09:00
            """)
    void hoursAreThoseOfTheClocksWhereTheStoreIs(String local, boolean open, String turn) {
        var hours = hours(
                SEOUL, time(MONDAY, "09:00", "12:00"), time(MONDAY, "14:00", "18:00"), time(FRIDAY, "20:00", "02:00"));

        assertThat(hours.areOpenAt(at(SEOUL, local))).isEqualTo(open);
        assertThat(hours.turnAfter(at(SEOUL, local))).contains(at(SEOUL, turn));
    }

    @Test
    void partsThatTouchOrOverlapAreOne() {
        var hours = hours(
                BERLIN, time(SUNDAY, "18:00", "00:00"), time(MONDAY, "00:00", "03:00"), time(MONDAY, "02:00", "04:00"));

        assertThat(hours.turnAfter(at(BERLIN, "2026-11-22T20:00"))).contains(at(BERLIN, "2026-11-23T04:00"));
    }

    @Test
    void aStoreThatNeverClosesIsLookedAtAgain() {
        var everyDay = Arrays.stream(DayOfWeek.values())
                .map(it -> time(it, "00:00", "00:00"))
                .toArray(Time[]::new);
        var now = at(BERLIN, "2026-11-23T12:00");

        assertThat(hours(BERLIN, everyDay).areOpenAt(now)).isTrue();
        assertThat(hours(BERLIN, everyDay).turnAfter(now))
                .hasValueSatisfying(it -> assertThat(it).isAfter(now.plusSeconds(7 * 86_400)));
    }

    /// In the night of 2026-10-25 clocks in Berlin go back from 03:00 to 02:00, on 2026-03-29 on from 02:00 to 03:00.
    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-10-24T22:30:00Z, 2026-10-25T03:00:00Z
            2026-03-28T22:30:00Z, 2026-03-29T02:00:00Z
            """)
    void aNightIsAsLongAsItsClocksSay(Instant night, Instant closes) {
        var hours = hours(BERLIN, time(DayOfWeek.SATURDAY, "23:00", "04:00"));

        assertThat(hours.turnAfter(night)).contains(closes);
    }

    @Test
    void withoutHoursNothingTurns() {
        assertThat(hours(BERLIN).areOpenAt(Instant.EPOCH)).isFalse();
        assertThat(hours(BERLIN).turnAfter(Instant.EPOCH)).isEmpty();
    }

    private static OpeningHours hours(ZoneId zone, Time... times) {
        return new OpeningHours(zone, List.of(times));
    }

    private static Time time(DayOfWeek day, String from, String until) {
        return new Time(day, LocalTime.parse(from), LocalTime.parse(until));
    }

    private static Instant at(ZoneId zone, String local) {
        return ZonedDateTime.of(LocalDateTime.parse(local), zone).toInstant();
    }
}
