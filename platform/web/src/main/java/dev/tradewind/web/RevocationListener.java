package dev.tradewind.web;

import dev.tradewind.contracts.AccountEvent;
import dev.tradewind.contracts.AccountEvent.AccountClosed;
import dev.tradewind.contracts.AccountEvent.SessionRevoked;
import dev.tradewind.contracts.Topic;
import dev.tradewind.contracts.WireName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Hears from `accounts.events` which sessions ended. Every instance reads all of it by itself, from a token's life
/// ago, and keeps no place: there is no group, no offset and no database.
///
/// While Kafka is away nothing new is heard, and tokens stay good until they expire; [#sinceUpToDate] tells.
final class RevocationListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);

    private static final String TYPE = "ce_type";
    private static final String SESSION_REVOKED = wireName(SessionRevoked.class);
    private static final String ACCOUNT_CLOSED = wireName(AccountClosed.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CHECK = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LAST_POLL = Duration.ofSeconds(3);

    private final Revocations revocations;
    private final Map<String, Object> settings;
    private final String topic;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();
    private volatile long upToDateAt = System.nanoTime();
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile @Nullable Thread thread;

    RevocationListener(Revocations revocations, Map<String, Object> settings, String topicPrefix, Clock clock) {
        this.revocations = revocations;
        this.settings = settings;
        this.topic = topicPrefix
                + Objects.requireNonNull(AccountEvent.class.getAnnotation(Topic.class))
                        .value();
        this.clock = clock;
    }

    /// Since when something may have happened that was not heard of.
    Duration sinceUpToDate() {
        return Duration.ofNanos(System.nanoTime() - upToDateAt);
    }

    private void listen() {
        var pause = FIRST_PAUSE;
        while (isRunning()) {
            var begun = System.nanoTime();
            try (var kafka = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = kafka;
                listen(kafka);
            } catch (WakeupException | InterruptException _) {
                return;
            } catch (KafkaException away) {
                if (System.nanoTime() - begun > LONGEST_PAUSE.toNanos() * 2) {
                    pause = FIRST_PAUSE;
                }
                log.atWarn()
                        .addKeyValue("cause", String.valueOf(away.getMessage()))
                        .addKeyValue("seconds", sinceUpToDate().toSeconds())
                        .log("Does not hear which sessions end");
            } finally {
                consumer = null;
            }
            if (!waited(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void listen(Consumer<byte[], byte[]> kafka) {
        var partitions = partitions(kafka);
        kafka.assign(partitions);
        begin(kafka, partitions);
        var checkedAt = 0L;
        while (isRunning()) {
            for (var event : kafka.poll(POLL)) {
                hear(event);
            }
            if (checkedAt == 0 || System.nanoTime() - checkedAt > CHECK.toNanos()) {
                check(kafka, partitions);
                checkedAt = System.nanoTime();
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> kafka) {
        List<PartitionInfo> known = kafka.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new KafkaException("There is no topic " + topic + " yet");
        }
        return known.stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
    }

    private void begin(Consumer<byte[], byte[]> kafka, List<TopicPartition> partitions) {
        var since = clock.instant().minus(Revocations.REMEMBERED_FOR).toEpochMilli();
        // Asked for first, so that what comes in between is read.
        var ends = kafka.endOffsets(partitions);
        var found =
                kafka.offsetsForTimes(partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> since)));
        for (var partition : partitions) {
            var first = found.get(partition);
            kafka.seek(partition, first == null ? Objects.requireNonNull(ends.get(partition)) : first.offset());
        }
    }

    /// A poll says nothing about whether the broker is there, but its ends do.
    private void check(Consumer<byte[], byte[]> kafka, List<TopicPartition> partitions) {
        var asked = System.nanoTime();
        var ends = kafka.endOffsets(partitions);
        if (partitions.stream().allMatch(it -> kafka.position(it) >= Objects.requireNonNull(ends.get(it)))) {
            upToDateAt = asked;
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> event) {
        var type = event.headers().lastHeader(TYPE);
        if (type == null || type.value() == null || event.value() == null) {
            return;
        }
        var name = new String(type.value(), StandardCharsets.UTF_8);
        try {
            if (name.equals(SESSION_REVOKED)) {
                revocations.learn(json.readValue(event.value(), SessionRevoked.class));
            } else if (name.equals(ACCOUNT_CLOSED)) {
                revocations.learn(json.readValue(event.value(), AccountClosed.class));
            }
        } catch (JacksonException | NullPointerException senseless) {
            log.atError()
                    .addKeyValue("partition", event.partition())
                    .addKeyValue("offset", event.offset())
                    .setCause(senseless)
                    .log("Does not understand who was signed out");
        }
    }

    private boolean waited(Duration pause) {
        try {
            Thread.sleep(pause);
            return isRunning();
        } catch (InterruptedException _) {
            return false;
        }
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofPlatform().daemon().name("revocations").unstarted(this::listen);
        Objects.requireNonNull(thread).start();
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

    private static String wireName(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(WireName.class)).value();
    }
}
