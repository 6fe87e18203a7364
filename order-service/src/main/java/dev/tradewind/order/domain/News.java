package dev.tradewind.order.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is told with a step.
///
/// @param productIds of the order's lines; only needed where the goods reach the customer
public record News(
        @Nullable Instant estimatedReadyAt,
        @Nullable String note,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        List<UUID> productIds) {

    public static final News NONE = new News(null, null, null, null, List.of());

    public News {
        productIds = List.copyOf(productIds);
    }

    public News about(List<UUID> products) {
        return new News(estimatedReadyAt, note, carrier, trackingNumber, products);
    }

    boolean tellsMoreThan(Handling known) {
        return note != null || (estimatedReadyAt != null && !estimatedReadyAt.equals(known.estimatedReadyAt()));
    }
}
