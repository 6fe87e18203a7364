package dev.tradewind.testing;

import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;

/// Another instance of a service beside that of the test: same database, topics and servers, a port of its own.
public record SecondInstance(ConfigurableApplicationContext context) implements AutoCloseable {

    private static final List<String> OF_TESTS =
            List.of("Inlined Test Properties", "real servers", "Dynamic Test Properties");

    public static SecondInstance of(Class<?> application, ConfigurableApplicationContext first) {
        var arguments = new LinkedHashSet<String>();
        for (var name : OF_TESTS) {
            if (first.getEnvironment().getPropertySources().get(name) instanceof EnumerablePropertySource<?> source) {
                for (var property : source.getPropertyNames()) {
                    arguments.add("--" + property + "=" + first.getEnvironment().getProperty(property));
                }
            }
        }
        return new SecondInstance(new SpringApplicationBuilder(application).run(arguments.toArray(String[]::new)));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
