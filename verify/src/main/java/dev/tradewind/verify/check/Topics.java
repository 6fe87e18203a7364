package dev.tradewind.verify.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.verify.suite.Database;
import dev.tradewind.verify.suite.Suite;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Every topic from its beginning to where it ended when the reading began, and how far each group has read.
public final class Topics implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int BUFFER = 1 << 20;

    private final Map<String, Object> settings;
    private final Admin admin;

    public Topics(Suite suite) {
        this.settings = Map.of(
                "bootstrap.servers", suite.kafka(),
                "enable.auto.commit", "false",
                "max.poll.records", "5000",
                "fetch.max.wait.ms", "50",
                "request.timeout.ms", "10000",
                "default.api.timeout.ms", "20000");
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", suite.kafka(), "request.timeout.ms", "10000", "default.api.timeout.ms", "20000"));
    }

    /// Fills `kafka.messages` and `kafka.positions`.
    void copyTo(Database scratch) {
        scratch.update("create schema kafka");
        scratch.update("""
                create unlogged table kafka.positions (
                    consumer_group text, topic text, partition int, committed bigint, ends bigint)
                """);
        scratch.update("""
                create unlogged table kafka.records (
                    topic text, partition int, position bigint, key text, id text, type text, source text,
                    sequence bigint, causation text, organization text, value text)
                """);
        var ends = ends();
        positions(ends)
                .forEach(it -> scratch.update(
                        "insert into kafka.positions values (?, ?, ?, ?, ?)",
                        it.group(),
                        it.partition().topic(),
                        it.partition().partition(),
                        it.committed(),
                        it.end()));
        var rows = new StringBuilder(BUFFER);
        read(ends, record -> {
            append(rows, record);
            if (rows.length() > BUFFER) {
                flush(rows, scratch);
            }
        });
        flush(rows, scratch);
        scratch.update("""
                create unlogged table kafka.messages as
                select topic, partition, position, key, id::uuid, type, source, sequence, causation::uuid, organization,
                       case when pg_input_is_valid(value, 'jsonb') then value::jsonb end as data
                  from kafka.records
                 where pg_input_is_valid(id, 'uuid') and (causation is null or pg_input_is_valid(causation, 'uuid'))
                """);
        scratch.update("create index on kafka.messages (key)");
        scratch.update("create index on kafka.messages (id)");
    }

    record Position(String group, TopicPartition partition, long committed, long end) {

        long behind() {
            return Math.max(0, end - committed);
        }
    }

    /// Messages between what the groups have read and the ends of their topics.
    Map<String, Long> lag() {
        return positions(ends()).stream()
                .filter(it -> it.behind() > 0)
                .collect(Collectors.groupingBy(
                        it -> it.group() + " on " + it.partition().topic(), Collectors.summingLong(Position::behind)));
    }

    public void read(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var open = ends.entrySet().stream()
                    .filter(it -> it.getValue() > 0)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            consumer.assign(open);
            consumer.seekToBeginning(open);
            while (!open.isEmpty()) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.offset() < end(ends, new TopicPartition(record.topic(), record.partition()))) {
                        reader.accept(record);
                    }
                });
                open.removeIf(it -> consumer.position(it) >= end(ends, it));
                consumer.assign(open);
            }
        }
    }

    /// Where every partition of the suite's topics ends now.
    public Map<TopicPartition, Long> ends() {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(it -> !it.getKey().startsWith("_"))
                    .flatMap(it -> it.getValue().stream())
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            return consumer.endOffsets(partitions);
        }
    }

    private List<Position> positions(Map<TopicPartition, Long> ends) {
        var groups = await(
                        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())
                .stream()
                .map(it -> it.groupId())
                .collect(Collectors.toMap(it -> it, _ -> new ListConsumerGroupOffsetsSpec()));
        return await(admin.listConsumerGroupOffsets(groups).all()).entrySet().stream()
                .flatMap(group -> group.getValue().entrySet().stream()
                        .filter(it -> it.getValue() != null && ends.containsKey(it.getKey()))
                        .map(it -> new Position(
                                group.getKey(), it.getKey(), it.getValue().offset(), end(ends, it.getKey()))))
                .toList();
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private static void append(StringBuilder rows, ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(it -> headers.put(it.key(), text(it.value())));
        cell(rows, record.topic()).append('\t');
        rows.append(record.partition()).append('\t').append(record.offset()).append('\t');
        cell(rows, record.key() == null ? null : text(record.key())).append('\t');
        cell(rows, headers.get("ce_id")).append('\t');
        cell(rows, headers.get("ce_type")).append('\t');
        cell(rows, headers.get("ce_source")).append('\t');
        cell(rows, headers.get("ce_sequence")).append('\t');
        cell(rows, headers.get("ce_causation")).append('\t');
        cell(rows, headers.get("ce_organization")).append('\t');
        cell(rows, record.value() == null ? null : text(record.value())).append('\n');
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    /// One cell in the text format of `copy`; an empty header counts as none.
    private static StringBuilder cell(StringBuilder rows, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return rows.append("\\N");
        }
        return rows.append(text.replace("\u0000", "")
                .replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r"));
    }

    private static void flush(StringBuilder rows, Database scratch) {
        try {
            Evidence.copies(scratch).copyIn("copy kafka.records from stdin", new StringReader(rows.toString()));
            rows.setLength(0);
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException("Cannot copy the messages", failed);
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Kafka does not answer", failed);
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", failed);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
