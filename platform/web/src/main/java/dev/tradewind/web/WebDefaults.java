package dev.tradewind.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/// What every service of the suite would otherwise repeat in its configuration. Weaker than anything a service or
/// its surroundings say.
class WebDefaults implements EnvironmentPostProcessor, Ordered {

    private static final int MANAGEMENT_PORT_DISTANCE = 1_000;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var defaults = new HashMap<String, Object>();
        read().forEach(defaults::put);
        defaults.put("management.server.port", managementPort(environment));
        environment.getPropertySources().addLast(new MapPropertySource("tradewind web defaults", defaults));
    }

    /// After the files of the service were read, because its port decides where it is managed.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    private static int managementPort(ConfigurableEnvironment environment) {
        var port = environment.getProperty("server.port", Integer.class, 8080);
        return port == 0 ? 0 : port + MANAGEMENT_PORT_DISTANCE;
    }

    private static Map<String, String> read() {
        try {
            var properties = PropertiesLoaderUtils.loadProperties(
                    new ClassPathResource("tradewind-web-defaults.properties", WebDefaults.class.getClassLoader()));
            var defaults = new HashMap<String, String>();
            properties.stringPropertyNames().forEach(it -> defaults.put(it, properties.getProperty(it)));
            return defaults;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
