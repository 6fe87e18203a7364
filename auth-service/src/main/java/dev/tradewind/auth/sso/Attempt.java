package dev.tradewind.auth.sso;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/// A sign-in that was begun: what the answer must fit. Only the browser that began it keeps it.
///
/// @param nonce of which the provider was told the digest
/// @param verifier of which the provider was told the digest (PKCE)
/// @param linkTo the account that asked for it, if somebody was signed in
record Attempt(
        String provider,
        String state,
        String nonce,
        String verifier,
        Instant expiresAt,
        @Nullable UUID linkTo) {

    static Attempt of(OAuth2AuthorizationRequest request, String provider, Instant expiresAt, @Nullable UUID linkTo) {
        return new Attempt(
                provider,
                requireNonNull(request.getState()),
                requireNonNull(request.<String>getAttribute(OidcParameterNames.NONCE)),
                requireNonNull(request.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                expiresAt,
                linkTo);
    }

    /// The request as it was sent, as far as the exchange of the code needs it.
    OAuth2AuthorizationRequest request(ClientRegistration registration) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(registration.getRedirectUri())
                .scopes(registration.getScopes())
                .state(state)
                .attributes(Map.of(
                        OAuth2ParameterNames.REGISTRATION_ID,
                        provider,
                        OidcParameterNames.NONCE,
                        nonce,
                        PkceParameterNames.CODE_VERIFIER,
                        verifier))
                .build();
    }

    /// Without what proves that it is ours.
    @Override
    public String toString() {
        return "Attempt[" + provider + "]";
    }
}
