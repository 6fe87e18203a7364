package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.Step.ask;
import static dev.tradewind.order.fulfilment.Step.refusal;

import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.OrderReply.ReservationRestocked;
import dev.tradewind.contracts.OrderReply.RestockRefused;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import java.util.List;
import java.util.Optional;

/// How a confirmed order is given up. Goods that left the house cannot come back from here, so the warehouse is asked
/// first and may refuse; then the money always goes back.
final class CancelSaga {

    static final String RESTOCK = "restock goods";
    static final String GIVE_BACK = "give money back";

    static final Saga<Purchase> CANCEL_ORDER = new Saga<>(
            List.of(
                    new Step.Demand<>(
                            RESTOCK,
                            ask(
                                    it -> new RestockReservation(it.reservationId(), it.organizationId(), it.orderId()),
                                    ReservationRestocked.class,
                                    (it, _) -> it.released()),
                            Optional.of(refusal(RestockRefused.class, (it, _) -> it))),
                    new Step.Demand<>(
                            GIVE_BACK,
                            ask(
                                    it -> new VoidPayment(it.orderId(), it.organizationId(), "cancelled"),
                                    PaymentVoided.class,
                                    (it, yes) -> it.voided(yes.refunded())),
                            Optional.empty())),
            it -> it);

    private CancelSaga() {}

    /// Whether it is this saga that stands there.
    static boolean isAt(Progress progress) {
        return switch (progress) {
            case Progress.Doing(var step, var _) -> CANCEL_ORDER.knows(step);
            case Progress.Undoing(var step, var _) -> CANCEL_ORDER.knows(step);
            case Progress.Stuck(var where, var _) -> isAt(where);
            case Progress.Done _, Progress.Undone _ -> false;
        };
    }
}
