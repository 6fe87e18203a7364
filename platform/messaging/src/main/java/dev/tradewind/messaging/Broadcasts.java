package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// Opens broadcasts.
public final class Broadcasts {

    private static final int REQUEST_MILLIS = 3_000;
    private static final int CALL_MILLIS = 4_000;
    private static final int RECONNECT_MILLIS = 500;

    private final MessageFormat format;
    private final String topicPrefix;
    private final Map<String, Object> settings;
    private final Clock clock;

    Broadcasts(MessageFormat format, String topicPrefix, Map<String, Object> settings, Clock clock) {
        this.format = format;
        this.topicPrefix = topicPrefix;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param name of its thread and its client, such as `cache`
    /// @param conversations the sealed interfaces or records that are heard; the rest of their topics is skipped
    /// @param ago how far back it begins; longer than what could be remembered from before
    /// @param handler takes what a poll brought; what it throws is told and not repeated
    public <M extends Message> Broadcast<M> open(
            String name, Set<Class<? extends M>> conversations, Duration ago, Consumer<List<M>> handler) {
        var topics = format.conversationsOf(conversations).stream()
                .map(it -> topicPrefix + it.topic())
                .toList();
        var reader = new Reader<>(
                format, Subscription.ofBatches(name, conversations, _ -> {}).withoutInbox(), ago, clock);
        return new Broadcast<>(name, topics, consuming(name), reader, ago, clock, handler);
    }

    private Map<String, Object> consuming(String name) {
        var consuming = new HashMap<>(settings);
        consuming.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consuming.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        consuming.put(ConsumerConfig.CLIENT_ID_CONFIG, "broadcast-" + name);
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consuming.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        consuming.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        consuming.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
        return consuming;
    }
}
