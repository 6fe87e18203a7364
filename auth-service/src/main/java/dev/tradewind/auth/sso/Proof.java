package dev.tradewind.auth.sso;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;

/// Exchanges the code that came through the browser for an ID token and believes that alone.
@Component
class Proof {

    private static final Logger log = LoggerFactory.getLogger(Proof.class);

    /// What OpenID Connect allows.
    private static final int LONGEST_SUBJECT = 255;

    private final Providers providers;
    private final OidcAuthorizationCodeAuthenticationProvider exchange;

    Proof(Providers providers, ProviderCalls calls, IdTokens idTokens) {
        this.providers = providers;
        this.exchange = new OidcAuthorizationCodeAuthenticationProvider(
                calls.tokens(), it -> new DefaultOidcUser(AuthorityUtils.NO_AUTHORITIES, it.getIdToken()));
        this.exchange.setJwtDecoderFactory(idTokens);
    }

    Identity of(Attempt attempt, String code) {
        var registration = providers.findByRegistrationId(attempt.provider());
        var response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(requireNonNull(registration.getRedirectUri()))
                .state(attempt.state())
                .build();
        var answer = new OAuth2AuthorizationExchange(attempt.request(registration), response);
        try {
            var proven = exchange.authenticate(new OAuth2LoginAuthenticationToken(registration, answer));
            return identity((OidcUser) requireNonNull(requireNonNull(proven).getPrincipal()));
        } catch (OAuth2AuthenticationException failed) {
            log.atInfo()
                    .addKeyValue("provider", attempt.provider())
                    .addKeyValue("reason", failed.getError().getErrorCode())
                    .log("A provider's answer proves nothing");
            throw refusal(failed);
        }
    }

    private static Identity identity(OidcUser user) {
        var subject = requireNonNull(user.getSubject());
        if (subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw SsoRefusal.notProven();
        }
        return new Identity(
                requireNonNull(user.getIssuer()).toString(),
                subject,
                user.getEmail(),
                Boolean.TRUE.equals(user.getEmailVerified()),
                user.getFullName());
    }

    /// What could not be asked may be asked again; what was answered will not get better.
    private static SsoRefusal refusal(OAuth2AuthenticationException failed) {
        if (causes(failed).anyMatch(it -> it instanceof IOException || it instanceof HttpServerErrorException)) {
            return SsoRefusal.unavailable();
        }
        return switch (failed.getError().getErrorCode()) {
            case OAuth2ErrorCodes.SERVER_ERROR, OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE -> SsoRefusal.unavailable();
            case OAuth2ErrorCodes.INVALID_GRANT -> SsoRefusal.refused();
            default -> SsoRefusal.notProven();
        };
    }

    private static Stream<Throwable> causes(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause);
    }
}
