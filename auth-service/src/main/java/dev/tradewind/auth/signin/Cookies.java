package dev.tradewind.auth.signin;

import dev.tradewind.auth.sessions.Sessions.Renewable;
import dev.tradewind.auth.tokens.Tokens;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// Tokens as cookies that no script can read.
@Component
class Cookies {

    private static final String ACCESS = "tradewind_access";
    private static final String REFRESH = "tradewind_refresh";

    private final CookieProperties settings;
    private final Clock clock;

    Cookies(CookieProperties settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    List<String> of(String accessToken, Renewable session) {
        return List.of(
                cookie(ACCESS, accessToken, Tokens.LIFETIME),
                cookie(REFRESH, session.refreshToken(), Duration.between(clock.instant(), session.expiresAt())));
    }

    List<String> none() {
        return List.of(cookie(ACCESS, "", Duration.ZERO), cookie(REFRESH, "", Duration.ZERO));
    }

    Optional<String> refreshToken(HttpServletRequest request) {
        var sent = request.getCookies();
        return sent == null
                ? Optional.empty()
                : Arrays.stream(sent)
                        .filter(it -> it.getName().equals(name(REFRESH)))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private String cookie(String name, String value, Duration lifetime) {
        return ResponseCookie.from(name(name), value)
                .httpOnly(true)
                .secure(settings.secure())
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build()
                .toString();
    }

    /// Browsers accept the `__Host-` prefix over TLS only, and then no other host can plant the cookie.
    private String name(String name) {
        return settings.secure() ? "__Host-" + name : name;
    }
}
