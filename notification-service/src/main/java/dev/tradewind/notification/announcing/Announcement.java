package dev.tradewind.notification.announcing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something said to many.
///
/// @param organizationId null when the platform says it
/// @param at when it is told
record Announcement(
        UUID id,
        @Nullable UUID organizationId,
        Kind kind,
        String title,
        String body,
        Reach audience,
        Instant at,
        Status status,
        Instant createdAt) {

    enum Kind {
        SYSTEM,
        MAINTENANCE,
        MENU,
        PROMOTION;

        /// What kind of message it becomes.
        String type() {
            return this == PROMOTION ? "promotion" : "announcement";
        }
    }

    enum Reach {
        /// All who are signed in, wherever they belong.
        EVERYONE,
        /// All of the organisation, its customers too.
        MEMBERS,
        /// Who works for the organisation.
        STAFF
    }

    enum Status {
        SCHEDULED,
        TOLD,
        CANCELLED
    }
}
