package dev.tradewind.catalog.stores;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tradewind.catalog.access.Viewer;
import dev.tradewind.catalog.domain.Fulfilment;
import dev.tradewind.catalog.domain.OpeningHours;
import dev.tradewind.catalog.domain.StoreStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A store as the interface shows it.
///
/// @param status whether it takes orders now
/// @param nextTurnAt when its hours open or close it; null when people do, and when it never closes
/// @param membersOnly whether only people of its organisation see it, and what it sells
record StoreView(
        UUID id,
        UUID organizationId,
        String name,
        Fulfilment fulfilment,
        StoreStatus status,
        StatusBy statusBy,
        @Nullable Instant nextTurnAt,
        String timeZone,
        List<OpeningHours.Time> hours,
        String currency,
        int reservationSeconds,
        @JsonProperty("private") boolean membersOnly,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    boolean isShownTo(Viewer viewer) {
        return !membersOnly || viewer.isWithin(organizationId);
    }
}
