package dev.tradewind.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people want to be told and shown. Key: the account; the newest message of a key is the whole truth.
@Topic(value = "notifications.events", compacted = true)
public sealed interface NotificationEvent extends Message {

    UUID accountId();

    Instant occurredAt();

    @Override
    default UUID key() {
        return accountId();
    }

    /// Somebody chose anew what they want. Only what others have to respect is told; the rest stays where it can be
    /// erased.
    ///
    /// @param language an IETF tag such as `pt-BR`; absent when none was chosen
    /// @param personalRecommendations whether they may be shown what their own history suggests
    /// @param promotions whether they said yes to promotions by e-mail
    @WireName("dev.tradewind.notification.preference-updated.v1")
    record UserPreferenceUpdated(
            UUID accountId,
            @Nullable UUID organizationId,
            long sequence,
            @Nullable String language,
            boolean personalRecommendations,
            boolean promotions,
            Instant occurredAt)
            implements NotificationEvent {}
}
