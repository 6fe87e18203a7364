package dev.tradewind.testing;

import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/// Points a context to the servers. Its components are part of the key by which contexts are shared.
record RealServersCustomizer(boolean postgres, boolean kafka, boolean redis, boolean elasticsearch)
        implements ContextCustomizer {

    /// Where Spring keeps what a test asks for itself, which weighs more.
    private static final String OF_THE_TEST = "Inlined Test Properties";

    private static final int NO_PORT = 9;
    private static final String NOBODY = "127.0.0.1:" + NO_PORT;

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        var sources = context.getEnvironment().getPropertySources();
        var source = new MapPropertySource("real servers", properties(context));
        if (sources.contains(OF_THE_TEST)) {
            sources.addAfter(OF_THE_TEST, source);
        } else {
            sources.addFirst(source);
        }
    }

    private Map<String, Object> properties(ConfigurableApplicationContext context) {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", 0);
        properties.put("management.server.port", 0);
        properties.put("eureka.client.enabled", false);
        properties.put("logging.structured.format.console", "");
        properties.put("logging.level.org.apache.kafka", "warn");
        properties.put("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", TestTokens.keys());
        properties.put("tradewind.security.issuer", TestTokens.ISSUER);
        properties.put("tradewind.security.audience", TestTokens.AUDIENCE);
        if (postgres) {
            var database = TestDatabase.create();
            properties.put("spring.datasource.url", database.url());
            properties.put("spring.datasource.username", database.name());
            properties.put("spring.datasource.password", database.password());
            atTheEnd(context, "drop database", database::drop);
        }
        if (kafka) {
            var topics = TestTopics.create();
            properties.put("spring.kafka.bootstrap-servers", topics.bootstrapServers());
            properties.put("tradewind.messaging.topic-prefix", topics.prefix());
            properties.put("tradewind.messaging.partitions", TestTopics.PARTITIONS);
            atTheEnd(context, "drop topics", topics::drop);
        } else {
            // Not the broker that may run on this machine for somebody else.
            properties.put("spring.kafka.bootstrap-servers", NOBODY);
        }
        if (redis) {
            properties.put("spring.data.redis.host", Servers.redis().host());
            properties.put("spring.data.redis.port", Servers.redis().port());
            properties.put("tradewind.cache.prefix", "test-" + Long.toHexString(System.nanoTime()) + ":");
        } else {
            properties.put("spring.data.redis.port", NO_PORT);
        }
        if (elasticsearch) {
            properties.put("elasticsearch.uris", Servers.elasticsearch());
        }
        return properties;
    }

    /// Registered first, so it is destroyed last, when nothing of the service runs any more.
    private static void atTheEnd(ConfigurableApplicationContext context, String name, Runnable action) {
        if (Servers.outliveThisTest() && context.getBeanFactory() instanceof DefaultListableBeanFactory beans) {
            beans.registerDisposableBean(name, action::run);
        }
    }
}
