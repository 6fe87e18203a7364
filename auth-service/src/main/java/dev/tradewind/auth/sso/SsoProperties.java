package dev.tradewind.auth.sso;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param providers by the name they have in our addresses
@ConfigurationProperties(prefix = "tradewind.sso", ignoreUnknownFields = false)
record SsoProperties(@DefaultValue Map<String, Provider> providers) {

    /// @param issuer exactly as it stands in the provider's tokens
    /// @param organizationId of those who come from there for the first time; null for none
    record Provider(
            String issuer,
            String clientId,
            String clientSecret,
            String displayName,
            @Nullable UUID organizationId) {

        /// Half a provider is a mistake that should stop the start, not the first sign-in.
        Provider {
            requireNonNull(issuer, "issuer");
            requireNonNull(clientId, "client-id");
            requireNonNull(clientSecret, "client-secret");
            requireNonNull(displayName, "display-name");
        }

        /// Without the secret, which has no business in a log.
        @Override
        public String toString() {
            return "Provider[" + issuer + "]";
        }
    }

    SsoProperties {
        providers = Map.copyOf(providers);
    }
}
