package dev.tradewind.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// What a service offers, as OpenAPI at `/v3/api-docs`: read from its controllers when somebody asks, not at start.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    OpenApiConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, PageRequest.class);
    }

    @Bean
    OpenRoutes openApiRoutes() {
        return new OpenRoutes(HttpMethod.GET, List.of("/v3/api-docs"));
    }

    @Bean
    OpenAPI openApi(@Value("${spring.application.name:unnamed}") String name) {
        return new OpenAPI()
                .info(new Info().title(name).version("1"))
                .servers(List.of(new Server().url("/").description("The gateway")));
    }

    @Bean
    GlobalOperationCustomizer describePages() {
        return new DescribedOperations();
    }

    @Bean
    GlobalOpenApiCustomizer describeConventions(ObjectProvider<OpenRoutes> open) {
        return new DescribedConventions(open.orderedStream().toList());
    }
}
