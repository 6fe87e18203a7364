package dev.tradewind.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The life of an order as others may know it. Key: the order.
@Topic("orders.events")
public sealed interface OrderEvent extends Message {

    @Override
    UUID organizationId();

    UUID orderId();

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
    @WireName("dev.tradewind.order.rejected.v1")
    record OrderRejected(
            UUID orderId,
            UUID organizationId,
            long sequence,
            UUID storeId,
            UUID customerId,
            String reason,
            Instant occurredAt)
            implements OrderEvent {}
}
