package dev.tradewind.gateway.delivery;

import java.time.Duration;

/// What a route grants its service, kept as metadata of the route.
///
/// @param patience how long to wait for the head of an answer, negative for ever
/// @param room how many requests may be underway at once
public record Terms(Duration patience, int room) {

    public static final String NAME = "tradewind-terms";
}
