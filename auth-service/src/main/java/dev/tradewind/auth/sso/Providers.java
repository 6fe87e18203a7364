package dev.tradewind.auth.sso;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/// The providers of the configuration. What they say of themselves is asked when first needed and then believed, so
/// that this service starts without them.
@Component
class Providers implements ClientRegistrationRepository {

    private static final Logger log = LoggerFactory.getLogger(Providers.class);

    private final SortedMap<String, SsoProperties.Provider> configured;
    private final String publicUrl;
    private final ProviderCalls calls;
    private final Map<String, ClientRegistration> discovered = new ConcurrentHashMap<>();

    /// @param publicUrl where browsers find this suite, which is who it is to others
    Providers(SsoProperties properties, @Value("${tradewind.security.issuer}") String publicUrl, ProviderCalls calls) {
        this.configured = new TreeMap<>(properties.providers());
        this.publicUrl = publicUrl;
        this.calls = calls;
    }

    SortedMap<String, SsoProperties.Provider> all() {
        return configured;
    }

    SsoProperties.Provider named(String name) {
        var provider = configured.get(name);
        if (provider == null) {
            throw SsoRefusal.unknownProvider();
        }
        return provider;
    }

    @Override
    public ClientRegistration findByRegistrationId(String name) {
        var known = discovered.get(name);
        if (known != null) {
            return known;
        }
        var fresh = discover(name, named(name));
        discovered.put(name, fresh);
        return fresh;
    }

    private ClientRegistration discover(String name, SsoProperties.Provider provider) {
        try {
            var configuration = calls.configuration(provider.issuer());
            if (!provider.issuer().equals(configuration.get("issuer"))) {
                throw new IllegalArgumentException("It says it is " + configuration.get("issuer"));
            }
            return ClientRegistrations.fromOidcConfiguration(configuration)
                    .registrationId(name)
                    .clientId(provider.clientId())
                    .clientSecret(provider.clientSecret())
                    .clientName(provider.displayName())
                    .redirectUri(publicUrl + "/api/auth/sso/" + name + "/callback")
                    .scope(OidcScopes.OPENID, OidcScopes.EMAIL, OidcScopes.PROFILE)
                    .clientSettings(
                            ClientSettings.builder().requireProofKey(true).build())
                    .build();
        } catch (RestClientException | IllegalArgumentException failed) {
            log.atWarn().addKeyValue("provider", name).setCause(failed).log("A provider cannot be discovered");
            throw SsoRefusal.unavailable();
        }
    }
}
