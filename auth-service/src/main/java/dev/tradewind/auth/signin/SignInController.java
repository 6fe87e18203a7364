package dev.tradewind.auth.signin;

import dev.tradewind.auth.signin.SignIn.SignedIn;
import dev.tradewind.auth.tokens.Tokens;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Hands out tokens: in the body for programs, as cookies for browsers.
@RestController
class SignInController {

    private static final int MAX_DEVICE = 200;

    private final SignIn signIn;
    private final CookieProperties cookies;

    SignInController(SignIn signIn, CookieProperties cookies) {
        this.signIn = signIn;
        this.cookies = cookies;
    }

    record Credentials(
            @NotBlank @Size(max = 254) String email,
            @NotBlank @Size(max = 200) String password) {

        /// Without the password, which must not reach a log.
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    record TokensView(String accessToken, String tokenType, long expiresIn, String refreshToken) {

        @Override
        public String toString() {
            return "TokensView";
        }
    }

    @PostMapping("/api/auth/login")
    ResponseEntity<TokensView> login(
            @Valid @RequestBody Credentials credentials,
            @RequestHeader(name = HttpHeaders.USER_AGENT, defaultValue = "unknown") String device) {
        var shortened = device.substring(0, Math.min(device.length(), MAX_DEVICE));
        return handOut(signIn.with(credentials.email(), credentials.password(), shortened));
    }

    private ResponseEntity<TokensView> handOut(SignedIn it) {
        var view = new TokensView(it.accessToken(), "Bearer", Tokens.LIFETIME.toSeconds(), it.refreshToken());
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie("tradewind_access", it.accessToken(), Tokens.LIFETIME))
                .header(HttpHeaders.SET_COOKIE, cookie("tradewind_refresh", it.refreshToken(), Sessions.LIFETIME))
                .body(view);
    }

    /// Browsers accept the `__Host-` prefix over TLS only, and then no other host can plant the cookie.
    private String cookie(String name, String value, Duration lifetime) {
        return ResponseCookie.from(cookies.secure() ? "__Host-" + name : name, value)
                .httpOnly(true)
                .secure(cookies.secure())
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build()
                .toString();
    }
}
