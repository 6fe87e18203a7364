package dev.tradewind.gateway.delivery;

import java.time.Duration;

/// What a route grants its service, kept as metadata of the route.
///
/// @param patience how long to wait for the head of an answer
/// @param keptBack how much longer a service may keep an answer back that it was asked to wait with
/// @param sockets whether a connection may become a socket, whose answer has no end
/// @param room how many requests may be underway at once
public record Terms(Duration patience, Duration keptBack, boolean sockets, int room) {

    public static final String NAME = "tradewind-terms";
}
