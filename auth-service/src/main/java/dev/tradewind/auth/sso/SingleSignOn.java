package dev.tradewind.auth.sso;

import static java.util.Objects.requireNonNull;

import dev.tradewind.auth.domain.Account;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;

/// The code flow of OpenID Connect: out to the provider with a digest of two secrets, back with a code that only who
/// has the secrets can use.
@Component
class SingleSignOn {

    private final Providers providers;
    private final OAuth2AuthorizationRequestResolver requests;
    private final SpentStates spent;
    private final Proof proof;
    private final Arrivals arrivals;
    private final Clock clock;

    SingleSignOn(Providers providers, SpentStates spent, Proof proof, Arrivals arrivals, Clock clock) {
        this.providers = providers;
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(providers);
        this.spent = spent;
        this.proof = proof;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /// @param url where the browser goes now
    record Begun(String url, Attempt attempt) {}

    /// What came back through the browser: anybody may have written it.
    record Answer(
            @Nullable String state,
            @Nullable String code,
            @Nullable String error) {}

    Begun begin(String provider, HttpServletRequest request, @Nullable UUID linkTo) {
        providers.named(provider);
        var redirect = requireNonNull(requests.resolve(request, provider));
        var attempt = Attempt.of(redirect, provider, clock.instant().plus(AttemptCookie.LIFETIME), linkTo);
        return new Begun(redirect.getAuthorizationRequestUri(), attempt);
    }

    /// No transaction around what is asked of the provider: a connection must not wait for it.
    Account complete(String provider, Attempt attempt, Answer answer) {
        var known = providers.named(provider);
        if (!attempt.provider().equals(provider) || !isSame(attempt.state(), answer.state())) {
            throw SsoRefusal.notBegun();
        }
        spent.spend(attempt);
        var code = answer.code();
        if (answer.error() != null || code == null) {
            throw refusal(answer.error());
        }
        return arrivals.arrive(proof.of(attempt, code), provider, known.organizationId(), attempt.linkTo());
    }

    private static SsoRefusal refusal(@Nullable String error) {
        return switch (error) {
            case OAuth2ErrorCodes.ACCESS_DENIED -> SsoRefusal.denied();
            case OAuth2ErrorCodes.SERVER_ERROR, OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE -> SsoRefusal.unavailable();
            case null, default -> SsoRefusal.refused();
        };
    }

    private static boolean isSame(String expected, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
