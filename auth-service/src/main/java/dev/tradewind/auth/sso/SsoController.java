package dev.tradewind.auth.sso;

import dev.tradewind.auth.sessions.Device;
import dev.tradewind.auth.signin.SignIn;
import dev.tradewind.auth.signin.SignedIn;
import dev.tradewind.auth.signin.SignedIn.TokensView;
import dev.tradewind.auth.sso.SingleSignOn.Answer;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.WebUtils;

/// Signing in at somebody else's. Whoever is signed in already links the identity to that account instead.
@RestController
@RequestMapping("/api/auth/sso")
class SsoController {

    private final Providers providers;
    private final SingleSignOn singleSignOn;
    private final AttemptCookie cookie;
    private final SignIn signIn;

    SsoController(Providers providers, SingleSignOn singleSignOn, AttemptCookie cookie, SignIn signIn) {
        this.providers = providers;
        this.singleSignOn = singleSignOn;
        this.cookie = cookie;
        this.signIn = signIn;
    }

    record ProviderView(String name, String displayName) {}

    record AuthorizeView(String url) {}

    @GetMapping("/providers")
    Page<ProviderView> providers() {
        return new Page<>(
                providers.all().entrySet().stream()
                        .map(it -> new ProviderView(it.getKey(), it.getValue().displayName()))
                        .toList(),
                null);
    }

    @GetMapping("/{provider}/authorize")
    ResponseEntity<AuthorizeView> authorize(
            @PathVariable String provider, HttpServletRequest request, @Nullable Caller caller) {
        var begun = singleSignOn.begin(provider, request, caller == null ? null : caller.accountId());
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.keep(begun.attempt()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new AuthorizeView(begun.url()));
    }

    /// The attempt is over however it ends, so its cookie goes in any case.
    @GetMapping("/{provider}/callback")
    ResponseEntity<TokensView> callback(
            @PathVariable String provider,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String code,
            @RequestParam @Nullable String error,
            HttpServletRequest request,
            HttpServletResponse response) {
        var kept = WebUtils.getCookie(request, cookie.name());
        var attempt = cookie.open(kept == null ? null : kept.getValue()).orElseThrow(SsoRefusal::notBegun);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.forget());
        var account = singleSignOn.complete(provider, attempt, new Answer(state, code, error));
        var signedIn = signIn.of(account, Device.of(request));
        return new SignedIn(signedIn.tokens(), withForgotten(signedIn.cookies())).answer();
    }

    private List<String> withForgotten(List<String> cookies) {
        return Stream.concat(Stream.of(cookie.forget()), cookies.stream()).toList();
    }
}
