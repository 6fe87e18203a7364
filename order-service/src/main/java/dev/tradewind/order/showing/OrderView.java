package dev.tradewind.order.showing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.Payment;
import dev.tradewind.order.domain.Reservation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order on the wire. Every field is always there; null is what is not known (yet).
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OrderView(
        UUID id,
        String orderNumber,
        UUID organizationId,
        UUID storeId,
        UUID customerId,
        String status,
        Fulfilment fulfilment,
        List<Item> items,
        Money total,
        Payment payment,
        Reservation reservation,
        @Nullable Instant estimatedReadyAt,
        @Nullable String trackingNumber,
        @Nullable String rejectionReason,
        @Nullable String cancellationReason,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public OrderView {
        items = List.copyOf(items);
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Item(
            UUID productId,
            String title,
            Money unitPrice,
            int quantity,
            @Nullable String instructions) {}

    public String etag() {
        return "\"" + version + "\"";
    }
}
