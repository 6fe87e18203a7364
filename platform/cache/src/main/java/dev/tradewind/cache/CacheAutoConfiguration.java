package dev.tradewind.cache;

import dev.tradewind.contracts.CacheEvent;
import dev.tradewind.contracts.Message;
import dev.tradewind.messaging.Broadcast;
import dev.tradewind.messaging.Broadcasts;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Two levels of copies for a service that has an outbox.
@AutoConfiguration(
        after = {DataRedisAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class},
        afterName = "dev.tradewind.messaging.MessagingAutoConfiguration",
        beforeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration")
@EnableConfigurationProperties(CacheProperties.class)
class CacheAutoConfiguration {

    /// While Redis is away we know at once instead of queueing what we would ask it.
    @Bean
    LettuceClientOptionsBuilderCustomizer doNotQueueForRedis() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }

    @Bean
    CacheMeters cacheMeters(ObjectProvider<MeterRegistry> meters) {
        return new CacheMeters(meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    Floors floors() {
        return new Floors();
    }

    @Bean
    Hearing hearing(CacheProperties settings) {
        return new Hearing(settings);
    }

    @Bean(destroyMethod = "close")
    Far far(StringRedisTemplate redis, Floors floors, CacheProperties settings, CacheMeters meters) {
        return new Far(redis, floors, settings, meters);
    }

    @Bean
    Caches caches(
            Far far,
            Floors floors,
            CacheProperties settings,
            CacheMeters meters,
            Hearing hearing,
            ObjectProvider<Outdating> outdatings,
            Clock clock) {
        return new Caches(
                new CacheParts(far, floors, hearing, meters, settings),
                outdatings.orderedStream().toList(),
                clock);
    }

    /// Begins where the oldest copy in Redis could be from.
    @Bean
    Broadcast<Message> invalidations(
            Broadcasts broadcasts,
            Caches caches,
            ObjectProvider<Outdating> outdatings,
            Hearing hearing,
            CacheMeters meters) {
        Set<Class<? extends Message>> heard = new HashSet<>();
        heard.add(CacheEvent.class);
        outdatings.forEach(it -> heard.addAll(it.heard()));
        Broadcast<Message> listening =
                broadcasts.open("cache", heard, Shape.LONGEST.plus(Duration.ofMinutes(1)), caches::hear);
        hearing.by(listening::sinceUpToDate);
        meters.staleness(listening::sinceUpToDate);
        return listening;
    }
}
