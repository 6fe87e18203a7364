package dev.tradewind.web;

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
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Which tokens are good: RS256 by one of auth-service's keys, for us, neither expired nor taken back. The same for
/// services and gateway,
/// so nothing here knows servlets.
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(SecurityProperties.class)
@Import(RevocationConfiguration.class)
class TokenAutoConfiguration {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);
    private static final int CONNECT_TIMEOUT = 1_000;
    private static final int READ_TIMEOUT = 2_000;
    private static final int MAX_KEY_SET = 50_000;
    private static final long KEYS_FRESH_FOR = Duration.ofMinutes(5).toMillis();
    private static final long KEYS_USABLE_FOR = Duration.ofHours(24).toMillis();
    private static final long FETCH_INTERVAL = Duration.ofSeconds(5).toMillis();

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// Fetched at the first token, not at start, so that services start in any order.
    @Bean
    @ConditionalOnMissingBean
    JWKSource<SecurityContext> jwkSource(@Value("${spring.security.oauth2.resourceserver.jwt.jwk-set-uri}") URI uri)
            throws MalformedURLException {
        var retriever = new DefaultResourceRetriever(CONNECT_TIMEOUT, READ_TIMEOUT, MAX_KEY_SET);
        var fetched = JWKSourceBuilder.<SecurityContext>create(uri.toURL(), retriever)
                .cache(KEYS_FRESH_FOR, READ_TIMEOUT + CONNECT_TIMEOUT)
                .refreshAheadCache(false)
                .rateLimited(FETCH_INTERVAL)
                .outageTolerant(KEYS_USABLE_FOR)
                .build();
        return new RarelyFetchedKeys(fetched);
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, SecurityProperties properties) {
        var processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(rules(properties));
        return decoder;
    }

    @Bean
    VerifiedTokens verifiedTokens(JwtDecoder decoder, Revocations revocations, Clock clock) {
        return new VerifiedTokens(decoder, revocations, clock);
    }

    private static OAuth2TokenValidator<Jwt> rules(SecurityProperties properties) {
        var time = new JwtTimestampValidator(CLOCK_SKEW);
        time.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(List.of(
                time,
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, it -> it != null && it.contains(properties.audience()))));
    }
}
