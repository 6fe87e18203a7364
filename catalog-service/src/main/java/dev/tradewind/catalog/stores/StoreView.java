package dev.tradewind.catalog.stores;

import dev.tradewind.catalog.domain.Fulfilment;
import dev.tradewind.catalog.domain.StoreStatus;
import java.time.Instant;
import java.util.UUID;

/// A store as the interface shows it.
record StoreView(
        UUID id,
        UUID organizationId,
        String name,
        Fulfilment fulfilment,
        StoreStatus status,
        String currency,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
