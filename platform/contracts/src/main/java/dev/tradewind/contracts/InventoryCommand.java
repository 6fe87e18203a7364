package dev.tradewind.contracts;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What order-service asks of inventory-service. Key: the reservation. Asking twice is the same as asking once,
/// and every command is answered in [OrderReply], a cart's in [HoldEvent], also when it is repeated.
@Topic("inventory.commands")
public sealed interface InventoryCommand extends Message {

    @Override
    UUID organizationId();

    UUID reservationId();

    /// Null as long as only a cart asks.
    @Nullable
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

    /// Holds for a cart what there is of these lines, and nothing else any more: the same lines again extend the
    /// hold, no lines give it back. Answered by [HoldEvent.StockHeld]. The hold ends `ttlSeconds` after the last
    /// command and `longestSeconds` after the first, which [HoldEvent.HoldExpired] tells; another command begins a
    /// new one then. To give it back and take it again before its end does not.
    ///
    /// The reservation is the cart's for as long as the cart lives; an order takes it over by [ReserveHeldStock].
    ///
    /// @param revision counts the wishes of the cart; an older one than the last changes nothing
    @WireName("dev.tradewind.inventory.hold-stock.v1")
    record HoldStock(
            UUID reservationId,
            UUID organizationId,
            long revision,
            List<ReserveStock.Line> lines,
            int ttlSeconds,
            int longestSeconds)
            implements InventoryCommand {

        public HoldStock {
            lines = List.copyOf(lines);
        }

        @Override
        public @Nullable UUID orderId() {
            return null;
        }
    }

    /// An order takes over what its cart holds: all lines or none, the missing pieces from the shelf. Answered as
    /// [ReserveStock]; when refused, the cart's hold is as before. [ReleaseReservation], or time, gives it back
    /// to the cart, and to the shelf when the cart's own time is over.
    @WireName("dev.tradewind.inventory.reserve-held-stock.v1")
    record ReserveHeldStock(
            UUID reservationId, UUID organizationId, UUID orderId, List<ReserveStock.Line> lines, int ttlSeconds)
            implements InventoryCommand {

        public ReserveHeldStock {
            lines = List.copyOf(lines);
        }
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

    /// Sets aside what an order that was sold wants on top, because it is to be changed: all additional pieces or
    /// none. Nothing of what was sold goes back yet, so that [ReleaseChange] leaves the order as it was. There is
    /// one change at a time, each once by its `changeId`. Answered by [OrderReply.ChangeReserved] or
    /// [OrderReply.ChangeRefused].
    ///
    /// @param lines all the order wants from then on
    @WireName("dev.tradewind.inventory.reserve-change.v1")
    record ReserveChange(
            UUID reservationId, UUID organizationId, UUID orderId, UUID changeId, List<ReserveStock.Line> lines)
            implements InventoryCommand {

        public ReserveChange {
            lines = List.copyOf(lines);
        }
    }

    /// Makes it so: what was set aside is sold, what is not wanted any more lies on the shelf again. Answered by
    /// [OrderReply.ChangeConfirmed], or by [OrderReply.ChangeLost] when nothing is set aside for it any more.
    @WireName("dev.tradewind.inventory.confirm-change.v1")
    record ConfirmChange(UUID reservationId, UUID organizationId, UUID orderId, UUID changeId)
            implements InventoryCommand {}

    /// Gives back what was set aside; of a change never asked for it is remembered, so that a late
    /// [ReserveChange] is refused. Answered by [OrderReply.ChangeReleased]. A confirmed change is not released:
    /// that is answered by [OrderReply.ChangeConfirmed].
    @WireName("dev.tradewind.inventory.release-change.v1")
    record ReleaseChange(UUID reservationId, UUID organizationId, UUID orderId, UUID changeId)
            implements InventoryCommand {}
}
