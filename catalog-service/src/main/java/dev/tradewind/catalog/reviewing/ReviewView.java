package dev.tradewind.catalog.reviewing;

import java.time.Instant;
import java.util.UUID;

/// A review as the interface shows it. Who wrote it is nobody's business.
///
/// @param mine whether the caller wrote it
record ReviewView(
        UUID id, UUID productId, int rating, String text, boolean mine, Instant createdAt, Instant updatedAt) {}
