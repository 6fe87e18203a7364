package dev.tradewind.auth.sso;

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
