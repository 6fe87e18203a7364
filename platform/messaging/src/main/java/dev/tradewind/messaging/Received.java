package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message that arrived.
///
/// @param id the `ce_id`, by which the inbox knows it again
/// @param time the `ce_time`: when it was appended to the sender's outbox
public record Received<M extends Message>(
        UUID id, M message, Instant time, @Nullable String traceparent) {

    /// What is said because of this message, in the same trace.
    public Outgoing causes(Message consequence) {
        return new Outgoing(consequence, id, traceparent);
    }
}
