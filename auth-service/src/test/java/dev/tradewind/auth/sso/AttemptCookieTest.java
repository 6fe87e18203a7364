package dev.tradewind.auth.sso;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AttemptCookieTest {

    private static final String SECRET = "a secret of some length";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Attempt ATTEMPT =
            new Attempt("demo", "state", "nonce", "verifier", NOW.plus(AttemptCookie.LIFETIME), null);

    private final AttemptCookie cookie = cookie(SECRET, true, Duration.ZERO);

    @Test
    void P3_anyInstanceCanOpenItAndTheBrowserCannotReadIt() {
        var value = value(cookie);

        assertThat(cookie(SECRET, true, Duration.ofMinutes(9)).open(value)).contains(ATTEMPT);
        assertThat(value).doesNotContain("verifier");
        assertThat(value(cookie)).isNotEqualTo(value);
    }

    @Test
    void P3_itIsWorthNothingWhenChangedOrSealedByAnother() {
        var value = value(cookie);
        var changed = (value.charAt(20) == 'A' ? 'B' : 'A');

        assertThat(cookie.open(value.substring(0, 20) + changed + value.substring(21)))
                .isEmpty();
        assertThat(cookie.open(value.substring(0, 10))).isEmpty();
        assertThat(cookie.open("not base64!")).isEmpty();
        assertThat(cookie.open("")).isEmpty();
        assertThat(cookie.open(null)).isEmpty();
        assertThat(cookie("another secret of some length", true, Duration.ZERO).open(value))
                .isEmpty();
    }

    @Test
    void P3_anAnswerAfterTenMinutesIsTooLateWhateverTheBrowserKeeps() {
        assertThat(cookie(SECRET, true, Duration.ofMinutes(10)).open(value(cookie)))
                .isEmpty();
    }

    @Test
    void P3_noOtherHostCanPlantItWhereThereIsTls() {
        assertThat(cookie.keep(ATTEMPT)).startsWith("__Host-tradewind_sso=").contains("Secure", "HttpOnly", "Path=/");
        assertThat(cookie(SECRET, false, Duration.ZERO).name()).isEqualTo("tradewind_sso");
    }

    private static String value(AttemptCookie cookie) {
        return cookie.keep(ATTEMPT).replaceAll("^[^=]+=|;.*", "");
    }

    private static AttemptCookie cookie(String secret, boolean secure, Duration later) {
        return new AttemptCookie(secret, secure, new JsonMapper(), Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }
}
