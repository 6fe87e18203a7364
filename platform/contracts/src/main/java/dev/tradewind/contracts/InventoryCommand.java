package dev.tradewind.contracts;

import java.util.List;
import java.util.UUID;

/// What order-service asks of inventory-service. Key: the reservation. Asking twice is the same as asking once,
/// and every command is answered in [OrderReply], also when it is repeated.
@Topic("inventory.commands")
public sealed interface InventoryCommand extends Message {

    @Override
    UUID organizationId();

    UUID reservationId();

    UUID orderId();

    @Override
    default UUID key() {
        return reservationId();
    }

    /// All lines or none. Answered by [OrderReply.StockReserved] or [OrderReply.StockRefused]. Unless confirmed,
    /// the stock goes back after `ttlSeconds`.
    @WireName("dev.tradewind.inventory.reserve-stock.v1")
    record ReserveStock(UUID reservationId, UUID organizationId, UUID orderId, List<Line> lines, int ttlSeconds)
            implements InventoryCommand {

        public ReserveStock {
            lines = List.copyOf(lines);
        }

        public record Line(UUID productId, int quantity) {}
    }

    /// Turns the reservation into a sale. Answered by [OrderReply.ReservationConfirmed], or by
    /// [OrderReply.ReservationLost] when it has expired or was released.
    @WireName("dev.tradewind.inventory.confirm-reservation.v1")
    record ConfirmReservation(UUID reservationId, UUID organizationId, UUID orderId) implements InventoryCommand {}

    /// Gives the stock back; of a reservation that was never made it is remembered, so that a late
    /// [ReserveStock] is refused. Answered by [OrderReply.ReservationReleased]. A confirmed reservation is not
    /// released: that is answered by [OrderReply.ReservationConfirmed].
    @WireName("dev.tradewind.inventory.release-reservation.v1")
    record ReleaseReservation(UUID reservationId, UUID organizationId, UUID orderId) implements InventoryCommand {}

    /// Gives back what was sold as long as it has not left the house, and whatever is only reserved: no goods of
    /// the order are kept. Answered by [OrderReply.ReservationRestocked], or by [OrderReply.RestockRefused] when
    /// they are on their way.
    @WireName("dev.tradewind.inventory.restock-reservation.v1")
    record RestockReservation(UUID reservationId, UUID organizationId, UUID orderId) implements InventoryCommand {}
}
