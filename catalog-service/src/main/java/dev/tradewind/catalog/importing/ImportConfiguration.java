package dev.tradewind.catalog.importing;

import dev.tradewind.web.LargeBody;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    static final String PATH = "/api/products/import";

    @Bean
    LargeBody imports() {
        return LargeBody.unlimited(PATH);
    }
}
