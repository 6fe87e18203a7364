package dev.tradewind.inventory.domain;

import java.util.UUID;

/// Pieces of an order that were sold and not found when they were picked.
///
/// @param actor who looked for them
public record Missing(UUID orderId, UUID productId, long quantity, UUID actor) {}
