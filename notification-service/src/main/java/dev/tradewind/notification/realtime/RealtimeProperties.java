package dev.tradewind.notification.realtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What listeners are granted.
///
/// @param connections of all transports, at this instance
/// @param connectionsPerAccount at this instance
/// @param subscriptions in one connection
/// @param frameBytes the longest message a client may send
/// @param framesPerSecond how many it may send
/// @param connectWithin until when a WebSocket must have said who it is
/// @param heartbeat how long a connection may be silent
/// @param sendWithin how long a client may leave what it was sent unread before it is cut
/// @param channel where instances tell each other in Redis
@ConfigurationProperties("tradewind.realtime")
record RealtimeProperties(
        @DefaultValue("8000") int connections,
        @DefaultValue("20") int connectionsPerAccount,
        @DefaultValue("50") int subscriptions,
        @DefaultValue("8192") int frameBytes,
        @DefaultValue("100") int framesPerSecond,
        @DefaultValue("10s") Duration connectWithin,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("10s") Duration sendWithin,

        @DefaultValue("${tradewind.cache.prefix:tradewind:}updates")
        String channel) {}
