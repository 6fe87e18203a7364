package dev.tradewind.catalog.importing;

import dev.tradewind.web.LargeBody;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    static final String PATH = "/api/products/import";

    @Bean
    LargeBody imports(@Value("${tradewind.catalog.max-import:64MB}") DataSize limit) {
        return new LargeBody(PATH, limit);
    }
}
