package dev.tradewind.notification.delivering;

import dev.tradewind.contracts.OrderEvent;
import java.util.UUID;

/// One notice for one person because of one event.
///
/// @param type what kind of news it is, as clients tell them apart
record Delivery(UUID id, UUID eventId, OrderEvent event, String type, Notice notice) {}
