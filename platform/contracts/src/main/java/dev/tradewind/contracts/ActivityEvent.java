package dev.tradewind.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people who are signed in look at, so that they can be shown what they may like. Key: the account.
///
/// Nothing is counted, and `sequence` is always 0: views and searches are told as far as it costs nothing, and some
/// may be missing. Never of people who are not signed in, and never told to partners.
@Topic("activity.events")
public sealed interface ActivityEvent extends Message {

    UUID accountId();

    Instant occurredAt();

    @Override
    default UUID key() {
        return accountId();
    }

    /// Somebody looked at one product; `organizationId` is whose product it is.
    @WireName("dev.tradewind.activity.product-viewed.v1")
    record ProductViewed(UUID accountId, UUID organizationId, UUID productId, Instant occurredAt)
            implements ActivityEvent {}

    /// Somebody searched by text. `text` is stripped and has 1 to [#MAX_TEXT] characters; `organizationId` is the one
    /// whose shelves were searched, absent when it was all of them.
    @WireName("dev.tradewind.activity.searched.v1")
    record Searched(
            UUID accountId,
            @Nullable UUID organizationId,
            @Confidential String text,
            Instant occurredAt) implements ActivityEvent {

        /// Most characters of a text that are told.
        public static final int MAX_TEXT = 100;
    }

    /// From now on so many pieces of a product are in somebody's cart; 0 when it was taken out.
    @WireName("dev.tradewind.activity.cart-changed.v1")
    record CartChanged(UUID accountId, UUID organizationId, UUID productId, int quantity, Instant occurredAt)
            implements ActivityEvent {}

    /// Somebody touched their cart for the first time, or again after half an hour without: they are here. `visitId`
    /// names this visit and nothing else; `channel` is WEB for a page in a browser, otherwise API.
    @WireName("dev.tradewind.activity.visit-begun.v1")
    record VisitBegun(UUID accountId, UUID organizationId, UUID visitId, String channel, Instant occurredAt)
            implements ActivityEvent {}
}
