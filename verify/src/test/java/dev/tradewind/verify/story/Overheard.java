package dev.tradewind.verify.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.verify.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What is said on all topics from now on, as a partner would hear it.
final class Overheard implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, List<String>> typesByKey = new HashMap<>();

    Overheard(Suite suite) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", suite.kafka(), "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var all = consumer.listTopics().entrySet().stream()
                .filter(it -> it.getKey().endsWith(".events"))
                .flatMap(it -> it.getValue().stream())
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
    }

    /// Waits until all of these were said about something, each topic in its own order.
    ///
    /// @param types without `dev.tradewind.` in front and `.v1` behind
    void expect(UUID about, String... types) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!of(about).containsAll(List.of(types)) && System.nanoTime() < until) {
            consumer.poll(POLL).forEach(this::hear);
        }
        assertThat(of(about)).contains(types);
    }

    private List<String> of(UUID about) {
        return typesByKey.getOrDefault(about.toString(), List.of());
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        var type = record.headers().lastHeader("ce_type");
        if (type != null && record.key() != null) {
            var name = new String(type.value(), UTF_8).replaceAll("^dev\\.tradewind\\.|\\.v\\d+$", "");
            typesByKey.computeIfAbsent(record.key(), _ -> new ArrayList<>()).add(name);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
