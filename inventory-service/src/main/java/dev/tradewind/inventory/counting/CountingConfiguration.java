package dev.tradewind.inventory.counting;

import dev.tradewind.web.OpenRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CountingConfiguration {

    /// Anybody may see how many there are.
    @Bean
    OpenRoutes publicShelves() {
        return OpenRoutes.reading("/api/products/*/inventory");
    }
}
