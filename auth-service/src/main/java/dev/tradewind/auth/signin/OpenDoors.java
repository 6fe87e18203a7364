package dev.tradewind.auth.signin;

import dev.tradewind.web.OpenRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What one may do before one has a token.
@Configuration(proxyBeanMethods = false)
class OpenDoors {

    @Bean
    OpenRoutes signingIn() {
        return OpenRoutes.posting("/api/auth/login", "/api/auth/refresh", "/api/auth/register");
    }

    @Bean
    OpenRoutes publishedKeys() {
        return OpenRoutes.reading("/.well-known/*");
    }
}
