package dev.tradewind.notification.realtime;

import dev.tradewind.web.OpenRoutes;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableScheduling
@EnableConfigurationProperties(RealtimeProperties.class)
class RealtimeConfiguration implements WebSocketConfigurer {

    private static final int NO_BINARY = 128;

    private final StompHandler stomp;

    RealtimeConfiguration(StompHandler stomp) {
        this.stomp = stomp;
    }

    /// Which pages may ask, the gateway decides: it knows its own address, and only it takes cookies for tokens.
    /// Without
    /// a cookie a page has what its script sends, wherever it is from.
    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(stomp, "/ws")
                .setHandshakeHandler(new PlainHandshake())
                .setAllowedOriginPatterns("*");
    }

    /// The token comes in the CONNECT frame, and a product's page needs none.
    @Bean
    OpenRoutes listening() {
        return OpenRoutes.reading("/ws", "/api/stream", "/api/updates");
    }

    /// Also what a frame takes while it is read, for every connection.
    @Bean
    ServletServerContainerFactoryBean frameSizes(RealtimeProperties limits) {
        var container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(limits.frameBytes());
        container.setMaxBinaryMessageBufferSize(NO_BINARY);
        return container;
    }

    /// While Redis is away we know at once instead of queueing what we would say.
    @Bean
    LettuceClientOptionsBuilderCustomizer doNotQueueForRedis() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .autoReconnect(false);
    }

    /// Compression would take a quarter of a megabyte for each connection, to shorten messages of a line.
    private static final class PlainHandshake extends DefaultHandshakeHandler {

        private PlainHandshake() {
            setSupportedProtocols("v12.stomp", "v11.stomp", "v10.stomp");
        }

        @Override
        protected List<WebSocketExtension> filterRequestedExtensions(
                ServerHttpRequest request, List<WebSocketExtension> wanted, List<WebSocketExtension> supported) {
            return List.of();
        }
    }
}
