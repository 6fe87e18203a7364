package dev.tradewind.notification.updates;

import java.util.UUID;

/// An update with its place in a log.
///
/// @param number counts up by one within the log
/// @param id the same in every log that holds the update
/// @param message `{id, type, data, timestamp}` as clients get it
public record Entry(
        LogName log, long number, UUID id, UUID organizationId, Audience audience, String type, String message) {}
