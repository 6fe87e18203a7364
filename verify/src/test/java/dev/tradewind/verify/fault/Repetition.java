package dev.tradewind.verify.fault;

import dev.tradewind.verify.check.Topics;
import dev.tradewind.verify.story.Together;
import dev.tradewind.verify.suite.Suite;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Sends what is in the topics once more, record by record: same partition, key, headers and value.
public final class Repetition {

    private Repetition() {}

    /// @return how many were sent again
    static long ofEverything(Suite suite) {
        return of(suite, _ -> true);
    }

    public static long of(Suite suite, Set<String> topics) {
        return of(suite, topics::contains);
    }

    private static long of(Suite suite, Predicate<String> topic) {
        try (var topics = new Topics(suite);
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", suite.kafka(), "linger.ms", 5),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var ends = topics.ends();
            ends.keySet().removeIf(it -> !topic.test(it.topic()));
            var acknowledgements = new ArrayList<Future<RecordMetadata>>();
            topics.read(
                    ends,
                    record -> acknowledgements.add(producer.send(new ProducerRecord<>(
                            record.topic(), record.partition(), record.key(), record.value(), record.headers()))));
            acknowledgements.forEach(Together::finished);
            return acknowledgements.size();
        }
    }
}
