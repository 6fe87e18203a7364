package dev.tradewind.auth.machines;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// `POST /oauth2/token` by Spring's authorization server, of which only the client credentials grant is open. Its
/// errors are those of OAuth 2 (RFC 6749), which its clients know.
@Configuration(proxyBeanMethods = false)
class TokenEndpoint {

    private static final String PATH = "/oauth2/token";

    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpointSecurity(
            HttpSecurity http,
            TokenClients clients,
            MachineTokens tokens,
            @Value("${tradewind.security.issuer}") String issuer) {
        var settings = AuthorizationServerSettings.builder()
                .issuer(issuer)
                .tokenEndpoint(PATH)
                .build();
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, PATH))
                .with(
                        new OAuth2AuthorizationServerConfigurer(),
                        server -> server.registeredClientRepository(clients)
                                .authorizationService(new NothingKept())
                                .authorizationServerSettings(settings)
                                .tokenGenerator(tokens)
                                .clientAuthentication(it -> it.authenticationProviders(TokenEndpoint::secretsOnly))
                                .tokenEndpoint(
                                        it -> it.accessTokenRequestConverters(TokenEndpoint::otherGrantsAreUnknown)
                                                .authenticationProviders(TokenEndpoint::clientCredentialsOnly)))
                .authorizeHttpRequests(it -> it.anyRequest().authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    private static void secretsOnly(List<AuthenticationProvider> providers) {
        providers.removeIf(it -> !(it instanceof ClientSecretAuthenticationProvider));
        providers.forEach(it -> ((ClientSecretAuthenticationProvider) it).setPasswordEncoder(new SecretCheck()));
    }

    private static void otherGrantsAreUnknown(List<AuthenticationConverter> converters) {
        converters.removeIf(it -> !(it instanceof OAuth2ClientCredentialsAuthenticationConverter));
    }

    private static void clientCredentialsOnly(List<AuthenticationProvider> providers) {
        providers.removeIf(it -> !(it instanceof OAuth2ClientCredentialsAuthenticationProvider));
        providers.forEach(it -> ((OAuth2ClientCredentialsAuthenticationProvider) it)
                .setAuthenticationValidator(
                        new OAuth2ClientCredentialsAuthenticationValidator().andThen(TokenEndpoint::mustNameAScope)));
    }

    /// A token without scope opens nothing; whoever gets one would look for the mistake elsewhere.
    private static void mustNameAScope(OAuth2ClientCredentialsAuthenticationContext context) {
        OAuth2ClientCredentialsAuthenticationToken request = context.getAuthentication();
        if (request.getScopes().isEmpty()) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE, "The parameter scope is missing", null));
        }
    }
}
