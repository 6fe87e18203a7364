package dev.tradewind.gateway.routing;

import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.client.HttpClient;

/// How the gateway speaks to the services.
@Configuration(proxyBeanMethods = false)
class Connections {

    /// The client by itself would send any request again whose connection was reset, a POST that has arrived too.
    @Bean
    HttpClientCustomizer askOnce() {
        return Connections::retryNothing;
    }

    private static HttpClient retryNothing(HttpClient client) {
        return client.disableRetry(true);
    }
}
