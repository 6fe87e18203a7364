package dev.tradewind.payment.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The command a payment is working on: whatever comes of it is said because of that command, in its trace.
public record Cause(UUID messageId, @Nullable String traceparent) {}
