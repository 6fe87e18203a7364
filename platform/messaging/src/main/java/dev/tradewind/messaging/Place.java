package dev.tradewind.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a consumer stands in its partitions: the records in its hands and the offsets to be committed.
///
/// A partition that is taken away while its records wait for a database to come back is simply dropped: its new
/// owner reads them again from the committed offset.
final class Place implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(Place.class);
    private static final Duration COMMIT = Duration.ofSeconds(5);

    /// A commit costs the broker as much as a message, and a repetition does no harm.
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(1);

    private static final Duration HEARTBEAT = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final BooleanSupplier stopping;
    private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> pending = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> handled = new HashMap<>();
    private boolean waiting;
    private long committedAt = System.nanoTime();

    Place(Consumer<String, byte[]> consumer, BooleanSupplier stopping) {
        this.consumer = consumer;
        this.stopping = stopping;
    }

    /// Polls.
    ///
    /// @param patience how long at most, when there is nothing
    /// @return how many records it brought
    int take(Duration patience) {
        var records = consumer.poll(patience);
        records.partitions()
                .forEach(it ->
                        pending.computeIfAbsent(it, _ -> new ArrayList<>()).addAll(records.records(it)));
        return records.count();
    }

    /// What was polled and not handled yet, as far as its partitions are still ours.
    List<ConsumerRecord<String, byte[]>> pending() {
        var all = new ArrayList<ConsumerRecord<String, byte[]>>();
        pending.values().forEach(all::addAll);
        return all;
    }

    /// How many messages Kafka has beyond those it gave away, as it said with the last of them.
    long behind() {
        return consumer.assignment().stream()
                .mapToLong(it -> consumer.currentLag(it).orElse(0))
                .sum();
    }

    /// All that is pending was handled.
    void done() {
        pending.forEach((partition, records) ->
                handled.put(partition, new OffsetAndMetadata(records.getLast().offset() + 1)));
        pending.clear();
    }

    /// Commits without waiting, once a second at most; what fails is committed with a later one.
    void commit() {
        var now = System.nanoTime();
        if (handled.isEmpty() || now - committedAt < BETWEEN_COMMITS.toNanos()) {
            return;
        }
        committedAt = now;
        var offsets = Map.copyOf(handled);
        handled.clear();
        consumer.commitAsync(offsets, (_, failure) -> {
            if (failure != null) {
                log.atDebug().setCause(failure).log("Offsets are committed later");
                offsets.forEach((partition, offset) -> {
                    if (consumer.assignment().contains(partition)) {
                        handled.putIfAbsent(partition, offset);
                    }
                });
            }
        });
    }

    void commitForCertain() {
        if (handled.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(Map.copyOf(handled), COMMIT);
        } catch (KafkaException refused) {
            log.atDebug().setCause(refused).log("Handled messages come again, and the inbox knows them");
        }
        handled.clear();
    }

    /// Waits while staying a member of the group: polls go on, but fetch nothing.
    ///
    /// @return false when the service stops
    boolean keepAlive(Duration pause) {
        waiting = true;
        consumer.pause(consumer.assignment());
        try {
            for (var until = System.nanoTime() + pause.toNanos(); System.nanoTime() < until; ) {
                if (stopping.getAsBoolean()) {
                    return false;
                }
                consumer.poll(HEARTBEAT);
            }
            return !stopping.getAsBoolean();
        } finally {
            waiting = false;
            consumer.resume(consumer.assignment());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (waiting) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commitForCertain();
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        partitions.forEach(pending::remove);
        partitions.forEach(handled::remove);
    }
}
