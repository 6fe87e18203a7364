package dev.tradewind.order.fulfilment;

import static dev.tradewind.order.fulfilment.Step.answer;
import static dev.tradewind.order.fulfilment.Step.ask;
import static dev.tradewind.order.fulfilment.Step.refusal;

import dev.tradewind.contracts.InventoryCommand.ConfirmReservation;
import dev.tradewind.contracts.InventoryCommand.ReleaseReservation;
import dev.tradewind.contracts.InventoryCommand.ReserveHeldStock;
import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.Message;
import dev.tradewind.contracts.OrderReply.PaymentApproved;
import dev.tradewind.contracts.OrderReply.PaymentRefused;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import dev.tradewind.contracts.OrderReply.ReservationConfirmed;
import dev.tradewind.contracts.OrderReply.ReservationLost;
import dev.tradewind.contracts.OrderReply.ReservationReleased;
import dev.tradewind.contracts.OrderReply.StockRefused;
import dev.tradewind.contracts.OrderReply.StockReserved;
import dev.tradewind.contracts.PaymentCommand.ChargePayment;
import dev.tradewind.contracts.PaymentCommand.VoidPayment;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// How an order is fulfilled.
///
/// Stock is reserved and the payment charged first, because both can be taken back. A confirmed reservation is a
/// sale: it can be lost before (then the money goes back), never after.
final class OrderSaga {

    static final String RESERVE = "reserve stock";
    static final String CHARGE = "charge payment";
    static final String CONFIRM = "confirm reservation";

    private static final Step.Undo<Purchase> RELEASE = Step.Undo.unless(
            answer(ReservationConfirmed.class, (it, _) -> it.confirmed()),
            ask(OrderSaga::release, ReservationReleased.class, (it, _) -> it.released()));

    static final Saga<Purchase> FULFIL_ORDER = new Saga.Attempts<Purchase>(List.of(), it -> it.failed("abandoned"))
            .attempt(
                    RESERVE,
                    ask(OrderSaga::reserve, StockReserved.class, (it, yes) -> it.reservedUntil(yes.expiresAt())),
                    refusal(StockRefused.class, (it, no) -> it.stockRefused(no.reason())),
                    it -> it.failed("unavailable"),
                    RELEASE)
            .attempt(
                    CHARGE,
                    ask(OrderSaga::charge, PaymentApproved.class, (it, yes) -> it.paidWith(yes.paymentId())),
                    refusal(PaymentRefused.class, (it, _) -> it.paymentRefused()),
                    Purchase::paymentUnknown,
                    Step.Undo.always(ask(
                            it -> new VoidPayment(it.orderId(), it.organizationId(), it.reason()),
                            PaymentVoided.class,
                            (it, yes) -> it.voided(yes.refunded()))))
            .conclude(
                    CONFIRM,
                    ask(
                            it -> new ConfirmReservation(it.reservationId(), it.organizationId(), it.orderId()),
                            ReservationConfirmed.class,
                            (it, _) -> it.confirmed()),
                    refusal(ReservationLost.class, (it, no) -> it.reservationLost(no.reason())),
                    RELEASE);

    private OrderSaga() {}

    /// What the customer's cart holds already is taken over, not reserved a second time.
    private static Message reserve(Purchase it) {
        return it.cartId() == null ? reserveFromTheShelf(it) : reserveHeld(it, it.cartId());
    }

    private static ReserveHeldStock reserveHeld(Purchase it, UUID cart) {
        return new ReserveHeldStock(cart, it.organizationId(), it.orderId(), it.lines(), it.reservationSeconds());
    }

    private static ReserveStock reserveFromTheShelf(Purchase it) {
        return new ReserveStock(it.orderId(), it.organizationId(), it.orderId(), it.lines(), it.reservationSeconds());
    }

    private static ReleaseReservation release(Purchase it) {
        return new ReleaseReservation(it.reservationId(), it.organizationId(), it.orderId());
    }

    private static ChargePayment charge(Purchase it) {
        return new ChargePayment(
                it.orderId(),
                it.organizationId(),
                it.customerId(),
                it.total(),
                it.method(),
                Objects.requireNonNull(it.cardToken(), "cardToken"));
    }
}
