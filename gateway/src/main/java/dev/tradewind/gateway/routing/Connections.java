package dev.tradewind.gateway.routing;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.http.client.HttpClient;

/// How the gateway speaks to the services.
@Configuration(proxyBeanMethods = false)
class Connections {

    /// The client by itself would send any request again whose connection was reset, a POST that has arrived too, and
    /// would wait for ever for the rest of an answer that stops in the middle.
    ///
    /// @param longestSilence of a service that has not said all
    /// @throws IllegalStateException when that would end answers a service may still keep back
    @Bean
    HttpClientCustomizer askOnce(
            @Value("${tradewind.gateway.patience}") Duration patience,
            @Value("${tradewind.gateway.longest-wait}") Duration longestWait,
            @Value("${tradewind.gateway.longest-silence}") Duration longestSilence) {
        var longestAnswer = patience.plus(longestWait);
        Assert.state(
                longestSilence.compareTo(longestAnswer) > 0,
                () -> "tradewind.gateway.longest-silence: %d s (expected: more than patience and longest-wait, %d s)"
                        .formatted(longestSilence.toSeconds(), longestAnswer.toSeconds()));
        return client -> client.disableRetry(true).responseTimeout(longestSilence);
    }

    @Bean
    NettyRoutingFilter requests(HttpClient client, HttpClientProperties properties) {
        return new NettyRoutingFilter(client, headers(), properties);
    }

    /// Spring Cloud leaves it out together with its own filter for requests.
    @Bean
    NettyWriteResponseFilter answers() {
        return new NettyWriteResponseFilter(List.of(MediaType.TEXT_EVENT_STREAM), headers());
    }

    /// What clients say on a socket stays as small as ever: the setting for what our own service says, which comes in
    /// bursts, would hold for them too.
    @Bean
    @Primary
    RequestUpgradeStrategy sockets() {
        return new ReactorNettyRequestUpgradeStrategy();
    }

    private static ObjectProvider<List<HttpHeadersFilter>> headers() {
        return new ObjectProvider<>() {
            @Override
            public List<HttpHeadersFilter> getObject() {
                return List.of(new EndToEndHeaders());
            }
        };
    }
}
