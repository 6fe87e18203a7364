package dev.tradewind.auth.signin;

import dev.tradewind.auth.domain.SessionEnded;
import dev.tradewind.auth.domain.SuspiciousCookie;
import dev.tradewind.auth.sessions.Device;
import dev.tradewind.auth.sessions.Endings;
import dev.tradewind.auth.signin.SignedIn.TokensView;
import dev.tradewind.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Signing in, staying signed in and signing out.
@RestController
@RequestMapping("/api/auth")
class SignInController {

    private final SignIn signIn;
    private final Endings endings;
    private final Cookies cookies;

    SignInController(SignIn signIn, Endings endings, Cookies cookies) {
        this.signIn = signIn;
        this.endings = endings;
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

    /// @param refreshToken absent where the cookie has it
    record Refresh(@Nullable @Size(max = 200) String refreshToken) {

        @Override
        public String toString() {
            return "Refresh";
        }
    }

    @PostMapping("/login")
    ResponseEntity<TokensView> login(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return signIn.withPassword(credentials.email(), credentials.password(), Device.of(request))
                .answer();
    }

    @PostMapping("/refresh")
    ResponseEntity<TokensView> refresh(
            @Valid @RequestBody(required = false) @Nullable Refresh body, HttpServletRequest request) {
        var token = body == null || body.refreshToken() == null ? fromCookie(request) : body.refreshToken();
        return signIn.again(token).answer();
    }

    @PostMapping("/logout")
    ResponseEntity<Void> logout(Caller caller) {
        if (caller.sessionId() != null) {
            endings.end(caller.accountId(), caller.sessionId(), "signed-out");
        }
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookies.none().toArray(String[]::new))
                .build();
    }

    /// Another site can make a browser send the cookie, but not this header.
    private String fromCookie(HttpServletRequest request) {
        var token = cookies.refreshToken(request).orElseThrow(SessionEnded::new);
        if (request.getHeader("X-Requested-With") == null) {
            throw new SuspiciousCookie();
        }
        return token;
    }
}
