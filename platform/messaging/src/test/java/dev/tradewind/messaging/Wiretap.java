package dev.tradewind.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.core.env.Environment;

/// Reads topics from the beginning, and puts records into them, past the platform.
final class Wiretap implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String prefix;
    private final Map<String, Object> settings;
    private final KafkaProducer<String, byte[]> producer;

    Wiretap(Environment environment) {
        this(
                environment.getRequiredProperty("spring.kafka.bootstrap-servers"),
                environment.getRequiredProperty("tradewind.messaging.topic-prefix"));
    }

    Wiretap(String bootstrapServers, String topicPrefix) {
        prefix = topicPrefix;
        settings = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /// All records of a key, once there are at least so many, in the order of the topic.
    List<ConsumerRecord<String, byte[]>> awaitRecords(String topic, String key, int atLeast) {
        return awaitRecords(topic, List.of(key), atLeast);
    }

    List<ConsumerRecord<String, byte[]>> awaitRecords(String topic, Collection<String> keys, int atLeast) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        var reading = new HashMap<>(settings);
        reading.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer())) {
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .until(() -> !consumer.partitionsFor(prefix + topic).isEmpty());
            var partitions = consumer.partitionsFor(prefix + topic).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (var until = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < until; ) {
                consumer.poll(Duration.ofMillis(100)).forEach(it -> {
                    if (keys.contains(it.key())) {
                        found.add(it);
                    }
                });
                if (found.size() >= atLeast) {
                    return found;
                }
            }
        }
        throw new AssertionError(found.size() + " records of " + keys + " (expected: " + atLeast + ")");
    }

    void put(String topic, String key, byte[] value, Map<String, String> headers) throws Exception {
        var record = new ProducerRecord<>(prefix + topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        producer.send(record).get();
    }

    /// The same record once more.
    void repeat(ConsumerRecord<String, byte[]> original) throws Exception {
        producer.send(new ProducerRecord<>(
                        original.topic(), null, original.key(), original.value(), original.headers()))
                .get();
    }

    static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name)).map(it -> new String(it.value(), UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
