package dev.tradewind.notification.mailing;

import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import java.time.Instant;
import java.util.UUID;

/// A mail that somebody decided on and we hold for a while, to send it.
///
/// @param eventId because of which it was decided; of a campaign the campaign
/// @param tries this one included
/// @param lease under which we hold it
/// @param until how long; then somebody else may
record Outbound(
        UUID id,
        UUID eventId,
        UUID accountId,
        UUID organizationId,
        Kind kind,
        Matter matter,
        int tries,
        UUID lease,
        Instant until) {}
