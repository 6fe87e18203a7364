package dev.tradewind.order.showing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.Address;
import dev.tradewind.order.domain.Fulfilment;
import dev.tradewind.order.domain.Payment;
import dev.tradewind.order.domain.Reservation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order on the wire. Every field is always there; null is what is not known (yet). Where it goes and what its
/// customer wrote is there only for that customer and for the staff that sells it, and for nobody once the customer is
/// erased.
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

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Address shippingAddress,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String instructions,

        Money total,
        Payment payment,
        Reservation reservation,
        @Nullable Instant estimatedReadyAt,
        @Nullable String trackingNumber,
        @Nullable String rejectionReason,
        @Nullable String cancellationReason,
        @Nullable Modification modification,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public OrderView {
        items = List.copyOf(items);
    }

    /// An order as its events tell it.
    public OrderView(
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
        this(
                id,
                orderNumber,
                organizationId,
                storeId,
                customerId,
                status,
                fulfilment,
                items,
                null,
                null,
                total,
                payment,
                reservation,
                estimatedReadyAt,
                trackingNumber,
                rejectionReason,
                cancellationReason,
                null,
                version,
                createdAt,
                updatedAt);
    }

    /// The last wish for other lines.
    ///
    /// @param status `RUNNING`, `APPLIED` or `REFUSED`
    /// @param reason why it was refused, as a stable code
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Modification(
            UUID id, String status, @Nullable String reason) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Item(
            UUID productId,
            String title,
            Money unitPrice,
            int quantity,
            @Nullable String instructions) {}

    @JsonIgnore
    public boolean isBeingModified() {
        return modification != null && modification.status().equals("RUNNING");
    }

    public String etag() {
        return "\"" + version + "\"";
    }
}
