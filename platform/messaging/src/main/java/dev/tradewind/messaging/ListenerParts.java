package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.transaction.support.TransactionOperations;

/// What every listener is made of.
record ListenerParts(
        MessageFormat format,
        MessagingProperties settings,
        Topics topics,
        Map<String, Object> kafka,
        Inbox inbox,
        Parking parking,
        TransactionOperations transaction,
        MeterRegistry meters,
        Clock clock) {

    <M extends Message> Listener<M> listener(Subscription<M> subscription) {
        var counters = new ListenerMeters(meters, subscription.group());
        var names = format.conversationsOf(subscription.conversations()).stream()
                .map(it -> settings.topicPrefix() + it.topic())
                .sorted()
                .toList();
        return new Listener<>(
                subscription,
                names,
                new Reader<>(format, subscription, settings.inbox().keep(), clock),
                new Delivery<>(subscription, inbox, parking, transaction, settings.listener(), counters),
                () -> consumer(subscription.group()),
                topics,
                settings.listener().longestPause(),
                counters);
    }

    private Consumer<String, byte[]> consumer(String group) {
        var consuming = new HashMap<>(kafka);
        consuming.put(ConsumerConfig.GROUP_ID_CONFIG, settings.topicPrefix() + group);
        consuming.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
        return new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
