package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Messages that every instance hears by itself: no group shares them, no place is kept and no transaction is open.
/// For what an instance holds in memory; whatever must take effect once is a [Subscription].
///
/// While Kafka is away nothing is heard, and afterwards nothing is left out; [#sinceUpToDate] tells. Declare it as a
/// bean, so that it starts and stops with the service.
public final class Broadcast<M extends Message> implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Broadcast.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CHECK = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_POLL = Duration.ofSeconds(5);

    private final String name;
    private final List<String> topics;
    private final Map<String, Object> settings;
    private final Reader<M> reader;
    private final Duration ago;
    private final Clock clock;
    private final Consumer<List<M>> handler;
    /// Where a consumer that broke was, so that the next one goes on there.
    private final Map<TopicPartition, Long> places = new HashMap<>();

    private volatile @Nullable Long upToDateAt;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile @Nullable Thread thread;

    Broadcast(
            String name,
            List<String> topics,
            Map<String, Object> settings,
            Reader<M> reader,
            Duration ago,
            Clock clock,
            Consumer<List<M>> handler) {
        this.name = name;
        this.topics = List.copyOf(topics);
        this.settings = settings;
        this.reader = reader;
        this.ago = ago;
        this.clock = clock;
        this.handler = handler;
    }

    /// Since when something may have been said that was not heard here; for ever before the first time.
    public Duration sinceUpToDate() {
        var at = upToDateAt;
        return at == null ? Duration.ofSeconds(Long.MAX_VALUE) : Duration.ofNanos(System.nanoTime() - at);
    }

    private void listen() {
        while (isRunning()) {
            try (var kafka = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                consumer = kafka;
                listen(kafka);
            } catch (WakeupException | InterruptException _) {
                return;
            } catch (KafkaException away) {
                log.atWarn()
                        .addKeyValue("broadcast", name)
                        .addKeyValue("cause", String.valueOf(away.getMessage()))
                        .log("Hears nothing");
            } finally {
                consumer = null;
            }
            if (!waited()) {
                return;
            }
        }
    }

    private void listen(KafkaConsumer<String, byte[]> kafka) {
        var partitions = partitions(kafka);
        kafka.assign(partitions);
        begin(kafka, partitions);
        var checkedAt = System.nanoTime() - CHECK.toNanos();
        while (isRunning()) {
            hear(kafka);
            if (System.nanoTime() - checkedAt >= CHECK.toNanos()) {
                check(kafka, partitions);
                checkedAt = System.nanoTime();
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> kafka) {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : topics) {
            var known = kafka.partitionsFor(topic);
            if (known == null || known.isEmpty()) {
                throw new KafkaException("There is no topic " + topic + " yet");
            }
            known.forEach(it -> partitions.add(new TopicPartition(topic, it.partition())));
        }
        return partitions;
    }

    private void begin(KafkaConsumer<String, byte[]> kafka, List<TopicPartition> partitions) {
        var since = clock.instant().minus(ago).toEpochMilli();
        // Asked for first, so that what comes in between is read.
        var ends = kafka.endOffsets(partitions);
        var found =
                kafka.offsetsForTimes(partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> since)));
        for (var partition : partitions) {
            var first = found.get(partition);
            var place = first == null ? Objects.requireNonNull(ends.get(partition)) : first.offset();
            kafka.seek(partition, places.getOrDefault(partition, place));
        }
    }

    private void hear(KafkaConsumer<String, byte[]> kafka) {
        var heard = new ArrayList<M>();
        for (var each : kafka.poll(POLL)) {
            places.put(new TopicPartition(each.topic(), each.partition()), each.offset() + 1);
            reader.read(each).ifPresent(arrival -> {
                if (arrival.message() != null) {
                    heard.add(arrival.message().message());
                } else {
                    log.atError()
                            .addKeyValue("topic", each.topic())
                            .addKeyValue("partition", each.partition())
                            .addKeyValue("offset", each.offset())
                            .addKeyValue("defect", arrival.defect())
                            .log("Does not understand a broadcast");
                }
            });
        }
        if (!heard.isEmpty()) {
            try {
                handler.accept(heard);
            } catch (RuntimeException failed) {
                log.atError()
                        .setCause(failed)
                        .addKeyValue("broadcast", name)
                        .log("Could not make use of what was heard");
            }
        }
    }

    /// A poll says nothing about whether the broker is there, but its ends do.
    private void check(KafkaConsumer<String, byte[]> kafka, List<TopicPartition> partitions) {
        var asked = System.nanoTime();
        try {
            var ends = kafka.endOffsets(partitions);
            if (partitions.stream().allMatch(it -> kafka.position(it) >= Objects.requireNonNull(ends.get(it)))) {
                upToDateAt = asked;
            }
        } catch (org.apache.kafka.common.errors.TimeoutException away) {
            log.atDebug().setCause(away).addKeyValue("broadcast", name).log("The broker does not answer");
        }
    }

    private boolean waited() {
        try {
            Thread.sleep(PAUSE);
            return isRunning();
        } catch (InterruptedException _) {
            return false;
        }
    }

    @Override
    public synchronized void start() {
        var listening = Thread.ofPlatform().daemon().name("broadcast-" + name).unstarted(this::listen);
        thread = listening;
        listening.start();
    }

    @Override
    public synchronized void stop() {
        var running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        var open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            if (!running.join(LAST_POLL)) {
                running.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
