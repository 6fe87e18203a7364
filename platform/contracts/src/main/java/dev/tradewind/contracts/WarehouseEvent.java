package dev.tradewind.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The goods of an order that is shipped, on their way from the shelf to the customer. Key: the order.
///
/// `actor` is the member of staff who did it.
@Topic("warehouse.events")
public sealed interface WarehouseEvent extends Message {

    @Override
    UUID organizationId();

    UUID orderId();

    UUID pickListId();

    Instant occurredAt();

    @Override
    default UUID key() {
        return orderId();
    }

    /// Somebody can begin to pick: the order was confirmed, or its lines changed after [ShortPick].
    @WireName("dev.tradewind.warehouse.pick-list-made.v1")
    record PickListMade(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID pickListId,
            UUID storeId,
            List<Line> lines,
            Instant occurredAt)
            implements WarehouseEvent {

        public PickListMade {
            lines = List.copyOf(lines);
        }

        public record Line(UUID productId, String title, int quantity) {}
    }

    /// Not all pieces could be found. Nothing is packed until staff has shortened the order to what is there (which
    /// [OrderEvent] tells as modified) or cancelled it. Only products with fewer pieces than wanted are named.
    @WireName("dev.tradewind.warehouse.short-pick.v1")
    record ShortPick(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID pickListId,
            UUID actor,
            List<Missing> lines,
            Instant occurredAt)
            implements WarehouseEvent {

        public ShortPick {
            lines = List.copyOf(lines);
        }

        /// @param found fewer than `wanted`, 0 included
        public record Missing(UUID productId, int wanted, int found) {}
    }

    /// All goods lie in a parcel. From now on the lines of the order do not change.
    @WireName("dev.tradewind.warehouse.packed.v1")
    record Packed(UUID orderId, UUID organizationId, long sequence, UUID pickListId, UUID actor, Instant occurredAt)
            implements WarehouseEvent {}

    /// The parcel was handed to the carrier. From now on the order cannot be cancelled.
    @WireName("dev.tradewind.warehouse.shipped.v1")
    record Shipped(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID pickListId,
            UUID actor,
            String carrier,
            String trackingNumber,
            Instant occurredAt)
            implements WarehouseEvent {}

    /// The carrier says that the parcel reached the customer.
    @WireName("dev.tradewind.warehouse.delivered.v1")
    record Delivered(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID pickListId,
            String carrier,
            String trackingNumber,
            Instant occurredAt)
            implements WarehouseEvent {}
}
