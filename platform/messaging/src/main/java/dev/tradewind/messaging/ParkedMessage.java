package dev.tradewind.messaging;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message that one consumer group put aside.
///
/// @param number grows in the order of parking; the cursor of [ParkedMessages#list]
/// @param messageId the `ce_id`
/// @param type the `ce_type`; null when the record had none
/// @param topic with the site's prefix, as are partition and offset where it came from
/// @param key the aggregate; all of one key wait behind the first
/// @param payload as text, without what is confidential; empty when there was none
/// @param cause why it was parked, or why its last replay failed
/// @param attempts how often the handler was tried with it
/// @param decidedBy who replayed or discarded it; with `reason` and `decidedAt` null while it is parked
public record ParkedMessage(
        UUID id,
        long number,
        String group,
        UUID messageId,
        @Nullable String type,
        String topic,
        int partition,
        long offset,
        String key,
        String payload,
        String cause,
        Instant parkedAt,
        Status status,
        int attempts,
        @Nullable String decidedBy,
        @Nullable String reason,
        @Nullable Instant decidedAt) {

    public enum Status {
        PARKED,
        REPLAYED,
        DISCARDED
    }
}
