package dev.tradewind.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Hears of sessions that ended, with as little of Kafka as that needs: a gateway has no other use for it.
@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    private static final int REQUEST_MILLIS = 5_000;
    private static final int CALL_MILLIS = 8_000;
    private static final int FIRST_RECONNECT_MILLIS = 500;
    private static final int LONGEST_RECONNECT_MILLIS = 2_000;
    private static final int METADATA_MILLIS = 30_000;
    private static final int FETCH_BYTES = 256 * 1024;
    private static final Bindable<Map<String, String>> TEXTS = Bindable.mapOf(String.class, String.class);

    @Bean
    Revocations revocations() {
        return new Revocations();
    }

    @Bean
    RevocationListener revocationListener(
            Revocations revocations,
            Environment environment,
            @Value("${spring.kafka.bootstrap-servers}") String servers,
            @Value("${tradewind.messaging.topic-prefix:}") String topicPrefix,
            Clock clock) {
        return new RevocationListener(revocations, settings(environment, servers), topicPrefix, clock);
    }

    @Bean
    MeterBinder revocationMeters(Revocations revocations, RevocationListener listener) {
        return meters -> {
            Gauge.builder(
                            "revocations.staleness",
                            listener,
                            it -> it.sinceUpToDate().toMillis()
                                    / (double) Duration.ofSeconds(1).toMillis())
                    .description("For how long sessions may have ended without this instance knowing")
                    .baseUnit("seconds")
                    .register(meters);
            Gauge.builder("revocations.known", revocations, Revocations::count)
                    .description("Sessions and accounts whose tokens are refused")
                    .register(meters);
        };
    }

    private static Map<String, Object> settings(Environment environment, String servers) {
        var settings = new HashMap<String, Object>();
        var binder = Binder.get(environment);
        binder.bind("spring.kafka.properties", TEXTS).ifBound(settings::putAll);
        binder.bind("spring.kafka.security.protocol", String.class)
                .ifBound(it -> settings.put("security.protocol", it));
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(
                ConsumerConfig.CLIENT_ID_CONFIG,
                environment.getProperty("spring.application.name", "tradewind") + "-revocations");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, FIRST_RECONNECT_MILLIS);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_RECONNECT_MILLIS);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        settings.put("enable.metrics.push", false);
        settings.put("metric.reporters", "");
        return settings;
    }
}
