package dev.tradewind.inventory.warehouse;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A pick list as the staff sees it.
record PickListView(
        UUID id,
        UUID orderId,
        String orderNumber,
        UUID storeId,
        PickList.Status status,
        List<PickList.Line> lines,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        long version,
        Instant madeAt,
        @Nullable Instant packedAt,
        @Nullable Instant shippedAt,
        @Nullable Instant deliveredAt) {

    PickListView {
        lines = List.copyOf(lines);
    }

    static PickListView of(PickList it) {
        return new PickListView(
                it.id(),
                it.order().id(),
                it.order().number(),
                it.order().storeId(),
                it.status(),
                it.lines(),
                it.parcel() == null ? null : it.parcel().carrier(),
                it.parcel() == null ? null : it.parcel().trackingNumber(),
                it.version(),
                it.times().madeAt(),
                it.times().packedAt(),
                it.times().shippedAt(),
                it.times().deliveredAt());
    }
}
