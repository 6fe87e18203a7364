package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message on its way out.
///
/// @param causation the `ce_id` of the message that made us say this; null when a request or the clock did
/// @param traceparent the W3C trace it belongs to; null means the trace that is current when it is appended
public record Outgoing(
        Message message, @Nullable UUID causation, @Nullable String traceparent) {

    public static Outgoing of(Message message) {
        return new Outgoing(message, null, null);
    }
}
