package dev.tradewind.search.searching;

import dev.tradewind.web.OpenRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenSearch {

    @Bean
    OpenRoutes openSearchRoutes() {
        return OpenRoutes.reading("/api/search", "/api/search/suggest");
    }
}
