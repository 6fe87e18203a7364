package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A record of a poll that concerns the subscription.
///
/// @param id the `ce_id`; where there is none, one made from the record's place, the same each time it is read
/// @param key what keeps its order and is parked as a whole
/// @param message what it says; null when it could not be read
/// @param defect why it could not be read
record Arrival<M extends Message>(
        UUID id,
        String key,
        ConsumerRecord<String, byte[]> origin,
        @Nullable Received<M> message,
        @Nullable String defect) {}
