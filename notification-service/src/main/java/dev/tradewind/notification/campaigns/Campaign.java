package dev.tradewind.notification.campaigns;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param sender what the mails' sender is called
record Campaign(
        UUID id,
        UUID organizationId,
        String name,
        String sender,
        String title,
        String text,
        Audience audience,
        int mailsPerMinute,
        Status status,
        Instant createdAt,
        @Nullable Instant endedAt) {

    enum Status {
        RUNNING,
        DONE,
        ABORTED
    }
}
