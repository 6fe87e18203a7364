package dev.tradewind.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far topics and groups are, asked of the broker; at most 5 s for an answer. The connection is opened with the
/// first question.
class BrokerQuestions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BrokerQuestions.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Map<String, Object> settings;
    private final String prefix;
    private @Nullable Admin admin;

    /// @param prefix the site's, put before every group
    BrokerQuestions(Map<String, Object> settings, String prefix) {
        this.settings = new HashMap<>(settings);
        this.settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "backlog");
        this.prefix = prefix;
    }

    /// Where these topics end now; empty when the broker does not answer.
    Optional<Map<TopicPartition, Long>> endsOf(Collection<String> topics) {
        return ask(broker -> {
            var wanted = new HashMap<TopicPartition, OffsetSpec>();
            broker.describeTopics(new HashSet<>(topics))
                    .allTopicNames()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(it -> wanted.put(new TopicPartition(name, it.partition()), OffsetSpec.latest())));
            var ends = new HashMap<TopicPartition, Long>();
            broker.listOffsets(wanted)
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        });
    }

    /// What this group has committed; empty when the broker does not answer.
    Optional<Map<TopicPartition, Long>> committedBy(String group) {
        return ask(broker -> {
            var committed = new HashMap<TopicPartition, Long>();
            broker.listConsumerGroupOffsets(prefix + group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            committed.put(partition, offset.offset());
                        }
                    });
            return committed;
        });
    }

    private interface Question<T> {
        T ask(Admin broker) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private <T> Optional<T> ask(Question<T> question) {
        try {
            return Optional.of(question.ask(admin()));
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            log.atDebug().setCause(away).log("The broker does not answer");
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized Admin admin() {
        var open = admin == null ? Admin.create(settings) : admin;
        admin = open;
        return open;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
        }
    }
}
