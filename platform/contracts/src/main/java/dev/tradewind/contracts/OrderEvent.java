package dev.tradewind.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The life of an order as others may know it. Key: the order.
@Topic("orders.events")
public sealed interface OrderEvent extends Message {

    @Override
    UUID organizationId();

    UUID orderId();

    UUID storeId();

    UUID customerId();

    Instant occurredAt();

    @Override
    default UUID key() {
        return orderId();
    }

    /// An order was accepted and is PENDING. `fulfilment` is PICKUP, DELIVERY or SHIPMENT.
    @WireName("dev.tradewind.order.placed.v1")
    record OrderPlaced(
            UUID orderId,
            UUID organizationId,
            long sequence,
            String orderNumber,
            UUID storeId,
            UUID customerId,
            String fulfilment,
            List<Line> lines,
            Money total,
            Instant occurredAt)
            implements OrderEvent {

        public OrderPlaced {
            lines = List.copyOf(lines);
        }

        public record Line(UUID productId, String title, Money unitPrice, int quantity) {}
    }

    /// Stock is reserved and confirmed, the money is taken.
    @WireName("dev.tradewind.order.confirmed.v1")
    record OrderConfirmed(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            UUID paymentId,
            Money total,
            Instant occurredAt)
            implements OrderEvent {}

    /// The order could not be fulfilled; nothing stays reserved or charged. `reason` is a stable code such as
    /// `out-of-stock`, `payment-declined`, `reservation-expired` or `unavailable`; expect codes you do not know.
    /// `paymentStatus` and `reservationStatus` are what became of money and goods; older ones do not tell.
    @WireName("dev.tradewind.order.rejected.v1")
    record OrderRejected(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            String reason,
            @Nullable String paymentStatus,
            @Nullable String reservationStatus,
            Instant occurredAt)
            implements OrderEvent {

        /// Without what became of money and goods.
        public OrderRejected(
                UUID orderId,
                UUID organizationId,
                long sequence,
                UUID storeId,
                UUID customerId,
                String reason,
                Instant occurredAt) {
            this(orderId, organizationId, sequence, storeId, customerId, reason, null, null, occurredAt);
        }
    }

    /// A confirmed order went on: PREPARING, READY, PACKED, OUT_FOR_DELIVERY, SHIPPED, DELIVERED or COMPLETED, by
    /// staff or by the warehouse. Where `previous` is `status` only the estimate or the note is new. What some wait
    /// for is told by an event of its own as well, right after this one: [OrderFulfilled], [OrderShipped],
    /// [OrderDelivered] or [OrderCompleted]. `note` is from the staff to the customer.
    @WireName("dev.tradewind.order.status-updated.v1")
    record OrderStatusChanged(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            String previous,
            String status,
            @Nullable Instant estimatedReadyAt,
            @Nullable String note,
            Instant occurredAt)
            implements OrderEvent {}

    /// All goods of the order lie ready to leave the house. `status` is READY or PACKED.
    @WireName("dev.tradewind.order.fulfilled.v1")
    record OrderFulfilled(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            String status,
            Instant occurredAt)
            implements OrderEvent {}

    /// The goods were handed to a carrier.
    @WireName("dev.tradewind.order.shipped.v1")
    record OrderShipped(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            Instant occurredAt)
            implements OrderEvent {}

    /// The goods reached the customer's door. Each product is named once.
    @WireName("dev.tradewind.order.delivered.v1")
    record OrderDelivered(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            List<UUID> productIds,
            Instant occurredAt)
            implements OrderEvent {

        public OrderDelivered {
            productIds = List.copyOf(productIds);
        }
    }

    /// The customer picked the goods up. Each product is named once.
    @WireName("dev.tradewind.order.completed.v1")
    record OrderCompleted(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            List<UUID> productIds,
            Instant occurredAt)
            implements OrderEvent {

        public OrderCompleted {
            productIds = List.copyOf(productIds);
        }
    }

    /// The order is given up before anything left the house: its goods go back on the shelf, its money to the
    /// customer. `previous` is the status it had; `by` is CUSTOMER or STAFF, or HOUSE when nobody asked for it.
    /// Of what was PENDING `paymentStatus` and `reservationStatus` tell what became of money and goods; they are
    /// null while both are still on their way, and in older events.
    @WireName("dev.tradewind.order.cancelled.v1")
    record OrderCancelled(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            String previous,
            String by,
            @Nullable String paymentStatus,
            @Nullable String reservationStatus,
            Instant occurredAt)
            implements OrderEvent {

        /// Money and goods are still on their way.
        public OrderCancelled(
                UUID orderId,
                UUID organizationId,
                long sequence,
                UUID storeId,
                UUID customerId,
                String previous,
                String by,
                Instant occurredAt) {
            this(orderId, organizationId, sequence, storeId, customerId, previous, by, null, null, occurredAt);
        }
    }

    /// Other lines, or only other instructions: then lines and total are what they were. The difference of the
    /// totals was charged or given back.
    @WireName("dev.tradewind.order.modified.v1")
    record OrderModified(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            List<OrderPlaced.Line> lines,
            Money previousTotal,
            Money total,
            Instant occurredAt)
            implements OrderEvent {

        public OrderModified {
            lines = List.copyOf(lines);
        }
    }

    /// Money of a kept order went back. `amount` is this refund's, `refunded` the sum of all.
    @WireName("dev.tradewind.order.refunded.v1")
    record OrderRefunded(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            UUID refundId,
            Money amount,
            Money refunded,
            Instant occurredAt)
            implements OrderEvent {}
}
