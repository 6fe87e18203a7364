package dev.tradewind.auth.signin;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// What somebody gets who signed in: in the body for programs, as cookies for browsers.
///
/// @param cookies values of `Set-Cookie`
public record SignedIn(TokensView tokens, List<String> cookies) {

    public SignedIn {
        cookies = List.copyOf(cookies);
    }

    public record TokensView(String accessToken, String tokenType, long expiresIn, String refreshToken) {

        @Override
        public String toString() {
            return "TokensView";
        }
    }

    public ResponseEntity<TokensView> answer() {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookies.toArray(String[]::new))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(tokens);
    }

    @Override
    public String toString() {
        return "SignedIn";
    }
}
