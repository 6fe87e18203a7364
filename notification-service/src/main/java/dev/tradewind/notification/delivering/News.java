package dev.tradewind.notification.delivering;

import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something to tell one person because of one event.
///
/// @param eventId by which it is known again; of a campaign the campaign
/// @param mailAt not before this time by mail
public record News(
        UUID eventId,
        String eventType,
        Kind kind,
        UUID accountId,
        UUID organizationId,
        @Nullable UUID orderId,
        Matter matter,
        Instant occurredAt,
        Instant mailAt) {}
