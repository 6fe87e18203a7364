package dev.tradewind.notification.realtime;

import org.jspecify.annotations.Nullable;

/// One subscription of a STOMP connection.
///
/// @param burst null for a client that takes messages one by one
record Listening(
        String id,
        String destination,
        Reading reading,
        @Nullable Burst burst) {}
