package dev.tradewind.auth.sso;

import dev.tradewind.web.OpenRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who signs in elsewhere has no token of ours yet.
@Configuration(proxyBeanMethods = false)
class SsoDoors {

    @Bean
    OpenRoutes singleSignOnRoutes() {
        return OpenRoutes.reading("/api/auth/sso/providers", "/api/auth/sso/*/authorize", "/api/auth/sso/*/callback");
    }
}
