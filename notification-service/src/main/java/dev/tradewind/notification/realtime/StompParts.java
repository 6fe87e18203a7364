package dev.tradewind.notification.realtime;

import org.springframework.stereotype.Component;

/// What every STOMP connection needs.
@Component
record StompParts(
        Guests guests,
        Feeds feeds,
        Hub hub,
        Frames frames,
        Credentials credentials,
        RealtimeProperties limits,
        Told told) {}
