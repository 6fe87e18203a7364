package dev.tradewind.cache;

import dev.tradewind.cache.Library.Desk;
import dev.tradewind.contracts.Message;
import dev.tradewind.messaging.Broadcast;
import java.util.HashMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.data.redis.core.StringRedisTemplate;

/// A second instance beside that of the test: same database, topics and Redis.
record TwoLibraries(ConfigurableApplicationContext second) implements AutoCloseable {

    static TwoLibraries beside(ConfigurableApplicationContext first) {
        return new TwoLibraries(new SpringApplicationBuilder(Library.class).run(of(first.getEnvironment())));
    }

    private static String[] of(ConfigurableEnvironment environment) {
        var properties = new HashMap<String, String>();
        for (var name : new String[] {"Inlined Test Properties", "real servers", "Dynamic Test Properties"}) {
            if (environment.getPropertySources().get(name) instanceof EnumerablePropertySource<?> source) {
                for (var property : source.getPropertyNames()) {
                    properties.put(property, environment.getProperty(property));
                }
            }
        }
        return properties.entrySet().stream()
                .map(it -> "--" + it.getKey() + "=" + it.getValue())
                .toArray(String[]::new);
    }

    Desk desk() {
        return second.getBean(Desk.class);
    }

    StringRedisTemplate redis() {
        return second.getBean(StringRedisTemplate.class);
    }

    @SuppressWarnings("unchecked")
    Broadcast<Message> listening() {
        return second.getBean(Broadcast.class);
    }

    @Override
    public void close() {
        second.close();
    }
}
