package dev.tradewind.local.command;

import dev.tradewind.local.server.NotStarted;
import dev.tradewind.local.suite.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The event stream, decoded, as it happens.
@Command(name = "events", mixinStandardHelpOptions = true, description = "Shows the events that partners get, live.")
public final class EventsCommand implements Callable<Integer> {

    /// What `events.md` calls the partners' topics.
    private static final List<String> OF_PARTNERS =
            List.of("orders.events", "payments.events", "catalog.events", "inventory.events");

    @Mixin
    private Where where = new Where();

    @Parameters(arity = "0..1", paramLabel = "TOPIC", description = "One topic instead of those of partners.")
    private @Nullable String topic;

    @Option(names = "--from-start", description = "Begin with the oldest event that is kept.")
    private boolean fromStart;

    @Override
    public Integer call() throws Exception {
        if (!where.running().hasLauncher()) {
            throw new NotStarted("The suite does not run: ./tradewind up --detach");
        }
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                "127.0.0.1:" + where.place().port(Place.KAFKA),
                "auto.offset.reset",
                fromStart ? "earliest" : "latest",
                "enable.auto.commit",
                false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = partitions(consumer);
            consumer.assign(partitions);
            if (fromStart) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            while (true) {
                for (var it : consumer.poll(Duration.ofSeconds(1))) {
                    show(it);
                }
                if (System.out.checkError()) {
                    return 0;
                }
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, String> consumer) {
        var known = consumer.listTopics();
        var partitions = new ArrayList<TopicPartition>();
        for (var name : topic == null ? OF_PARTNERS : List.of(topic)) {
            known.getOrDefault(name, List.of()).forEach(it -> partitions.add(new TopicPartition(name, it.partition())));
        }
        if (partitions.isEmpty()) {
            throw new NotStarted("No topic %s (expected: one of %s)".formatted(topic, known.keySet()));
        }
        return partitions;
    }

    private static void show(ConsumerRecord<String, String> message) {
        System.out.printf(
                "%s  %-42s %s  organization %s  sequence %s  %s%n",
                Instant.ofEpochMilli(message.timestamp()),
                header(message, "ce_type"),
                header(message, "ce_subject"),
                header(message, "ce_organization"),
                header(message, "ce_sequence"),
                message.value());
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "-" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
