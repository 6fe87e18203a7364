package dev.tradewind.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        // Over midnight, in a zone without changes of the clock.
        "22:00, 07:00, Asia/Seoul, 2026-11-21T12:59:59Z, 2026-11-21T12:59:59Z",
        "22:00, 07:00, Asia/Seoul, 2026-11-21T13:00:00Z, 2026-11-21T22:00:00Z",
        "22:00, 07:00, Asia/Seoul, 2026-11-21T21:59:59Z, 2026-11-21T22:00:00Z",
        "22:00, 07:00, Asia/Seoul, 2026-11-21T22:00:00Z, 2026-11-21T22:00:00Z",
        // Within a day.
        "13:00, 15:00, America/Sao_Paulo, 2026-11-21T17:00:00Z, 2026-11-21T18:00:00Z",
        "13:00, 15:00, America/Sao_Paulo, 2026-11-21T18:00:00Z, 2026-11-21T18:00:00Z",
        // The end falls into the hour that does not exist, and into the one that comes twice.
        "22:00, 02:30, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z",
        "22:00, 02:30, Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        "22:00, 02:30, Europe/Berlin, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z"
    })
    void quietHoursEndByTheClocksAround(LocalTime from, LocalTime until, String zone, Instant now, Instant end) {
        assertThat(new QuietHours(from, until).endsFrom(now, ZoneId.of(zone))).isEqualTo(end);
    }

    @Test
    void whatCannotWaitDoesNot() {
        var quiet = new Preferences(
                null, ZoneId.of("UTC"), new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)), true, Map.of());
        var night = Instant.parse("2026-11-21T23:00:00Z");

        assertThat(quiet.notBefore(Kind.ORDER_CANCELLED, night)).isEqualTo(night);
        assertThat(quiet.notBefore(Kind.ORDER_REJECTED, night)).isEqualTo(night);
        assertThat(quiet.notBefore(Kind.ORDER_SHIPPED, night)).isEqualTo(Instant.parse("2026-11-22T07:00:00Z"));
    }

    @Test
    void promotionsNeedAYes() {
        for (var kind : Kind.values()) {
            assertThat(kind.channels()).isNotEmpty();
        }
        assertThat(Preferences.UNSAID.wants(Kind.PROMOTION, Channel.EMAIL)).isFalse();
        assertThat(Preferences.UNSAID.wants(Kind.ORDER_CONFIRMED, Channel.EMAIL))
                .isTrue();
        assertThat(Preferences.UNSAID
                        .without(Kind.ORDER_CONFIRMED, Channel.EMAIL)
                        .wants(Kind.ORDER_CONFIRMED, Channel.IN_APP))
                .isTrue();
    }
}
