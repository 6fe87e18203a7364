package dev.tradewind.gateway.entrance;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/// What every connection to the gateway steps over first.
@Configuration(proxyBeanMethods = false)
class Threshold {

    @Bean
    NettyServerCustomizer unreadableRequests() {
        return server -> server.doOnChannelInit((_, channel, _) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "unreadable", new Unreadable());
            }
        });
    }
}
