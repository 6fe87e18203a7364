package dev.tradewind.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/// How a service that caches speaks to Redis, unless it or its surroundings say otherwise.
class CacheDefaults implements EnvironmentPostProcessor, Ordered {

    private static final String FILE = "tradewind-cache-defaults.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            var properties = PropertiesLoaderUtils.loadProperties(
                    new ClassPathResource(FILE, CacheDefaults.class.getClassLoader()));
            var defaults = new HashMap<String, Object>();
            properties.stringPropertyNames().forEach(it -> defaults.put(it, properties.getProperty(it)));
            environment.getPropertySources().addLast(new MapPropertySource("tradewind cache defaults", defaults));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
