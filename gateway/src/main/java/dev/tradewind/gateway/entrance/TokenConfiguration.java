package dev.tradewind.gateway.entrance;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Which tokens are good: RS256 by one of auth-service's keys, for us, not expired. The services behind say the
/// same (`platform/web`); the gateway only spares them the forgeries.
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);
    private static final int CONNECT_TIMEOUT = 1_000;
    private static final int READ_TIMEOUT = 2_000;
    private static final int MAX_KEY_SET = 50_000;
    private static final long KEYS_FRESH_FOR = Duration.ofMinutes(5).toMillis();
    private static final long KEYS_USABLE_FOR = Duration.ofHours(24).toMillis();
    private static final long FETCH_INTERVAL = Duration.ofSeconds(5).toMillis();

    @Bean
    VerifiedTokens verifiedTokens(
            @Value("${spring.security.oauth2.resourceserver.jwt.jwk-set-uri}") URI keys,
            @Value("${tradewind.security.issuer}") String issuer,
            @Value("${tradewind.security.audience}") String audience)
            throws MalformedURLException {
        var processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys(keys)));
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(rules(issuer, audience));
        return new VerifiedTokens(decoder, Clock.systemUTC());
    }

    /// Fetched at the first token, not at start, so that services start in any order.
    private static JWKSource<SecurityContext> keys(URI uri) throws MalformedURLException {
        var retriever = new DefaultResourceRetriever(CONNECT_TIMEOUT, READ_TIMEOUT, MAX_KEY_SET);
        var fetched = JWKSourceBuilder.<SecurityContext>create(uri.toURL(), retriever)
                .cache(KEYS_FRESH_FOR, READ_TIMEOUT + CONNECT_TIMEOUT)
                .refreshAheadCache(false)
                .rateLimited(FETCH_INTERVAL)
                .outageTolerant(KEYS_USABLE_FOR)
                .build();
        return new RarelyFetchedKeys(fetched);
    }

    private static OAuth2TokenValidator<Jwt> rules(String issuer, String audience) {
        var time = new JwtTimestampValidator(CLOCK_SKEW);
        time.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(List.of(
                time,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>(JwtClaimNames.AUD, it -> it != null && it.contains(audience))));
    }
}
