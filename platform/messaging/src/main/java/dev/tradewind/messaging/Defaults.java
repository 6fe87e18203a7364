package dev.tradewind.messaging;

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

/// What holds unless a service or its surroundings say otherwise: a file of properties beside the class that names it.
public abstract class Defaults implements EnvironmentPostProcessor, Ordered {

    private final String file;

    protected Defaults(String file) {
        this.file = file;
    }

    @Override
    public final void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            var properties = PropertiesLoaderUtils.loadProperties(
                    new ClassPathResource(file, getClass().getClassLoader()));
            var defaults = new HashMap<String, Object>();
            properties.stringPropertyNames().forEach(it -> defaults.put(it, properties.getProperty(it)));
            environment.getPropertySources().addLast(new MapPropertySource(file, defaults));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public final int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
