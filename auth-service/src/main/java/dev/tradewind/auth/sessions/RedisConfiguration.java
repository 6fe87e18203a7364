package dev.tradewind.auth.sessions;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// While Redis is away we know at once instead of queueing what we would ask it.
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    @Bean
    LettuceClientOptionsBuilderCustomizer doNotWaitForRedis() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }
}
