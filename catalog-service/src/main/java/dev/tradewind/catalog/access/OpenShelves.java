package dev.tradewind.catalog.access;

import dev.tradewind.web.OpenRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenShelves {

    @Bean
    OpenRoutes shelves() {
        return OpenRoutes.reading(
                "/api/stores",
                "/api/stores/*",
                "/api/products",
                "/api/products/*",
                "/api/products/*/reviews",
                "/api/categories");
    }
}
