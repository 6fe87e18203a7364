package dev.tradewind.auth.tokens;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// This service verifies with its own keys and asks nobody.
@Configuration(proxyBeanMethods = false)
class OwnKeys {

    @Bean
    JWKSource<SecurityContext> keysOfThisService(SigningKeys keys) {
        return (selector, _) -> selector.select(keys.published());
    }
}
