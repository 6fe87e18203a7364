package dev.tradewind.order.fulfilment;

import dev.tradewind.contracts.InventoryCommand.ReserveStock;
import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.Order;
import dev.tradewind.order.domain.Payment;
import dev.tradewind.order.domain.Reservation;
import dev.tradewind.order.domain.Revision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the saga knows of its order: what was asked for, and what the participants have answered so far.
///
/// @param cardToken forgotten as soon as the charge is decided
/// @param failure why the order will be rejected
/// @param cartId the cart whose reservation is taken over
/// @param withdrawal who gave it up, if somebody did
/// @param modification what somebody wants it to be, until that is decided
record Purchase(
        UUID orderId,
        UUID organizationId,
        UUID customerId,
        List<ReserveStock.Line> lines,
        int reservationSeconds,
        Money total,
        String method,
        @Nullable String cardToken,
        Payment payment,
        Reservation reservation,
        @Nullable String failure,
        @Nullable UUID cartId,
        @Nullable Withdrawal withdrawal,
        @Nullable Modification modification) {

    Purchase {
        lines = List.copyOf(lines);
    }

    UUID reservationId() {
        return cartId == null ? orderId : cartId;
    }

    Purchase reservedUntil(Instant expiresAt) {
        return with(cardToken, payment, new Reservation(Reservation.Status.RESERVED, expiresAt), failure);
    }

    Purchase stockRefused(String reason) {
        return failed(reason.equals("expired") ? "reservation-expired" : reason);
    }

    Purchase paidWith(UUID paymentId) {
        return with(null, payment.approved(paymentId), reservation, failure);
    }

    Purchase paymentRefused() {
        return with(null, payment.in(Payment.Status.DECLINED), reservation, failure)
                .failed("payment-declined");
    }

    Purchase paymentUnknown() {
        return with(null, payment.in(Payment.Status.UNKNOWN), reservation, failure)
                .failed("unavailable");
    }

    Purchase voided(@Nullable Money refunded) {
        var status = refunded == null ? Payment.Status.VOIDED : Payment.Status.REFUNDED;
        return with(null, payment.in(status), reservation, failure);
    }

    Purchase confirmed() {
        return with(cardToken, payment, reservation.in(Reservation.Status.CONFIRMED), null);
    }

    Purchase reservationLost(String reason) {
        var status = reason.equals("expired") ? Reservation.Status.EXPIRED : Reservation.Status.RELEASED;
        return with(cardToken, payment, reservation.in(status), failure).failed("reservation-expired");
    }

    /// Of what has expired by itself nothing is left to release.
    Purchase released() {
        return reservation.status() == Reservation.Status.EXPIRED
                ? this
                : with(cardToken, payment, reservation.in(Reservation.Status.RELEASED), failure);
    }

    /// The first failure is the reason we give; what goes wrong while undoing is our problem.
    Purchase failed(String reason) {
        return failure != null ? this : with(cardToken, payment, reservation, reason);
    }

    /// Somebody gives it up; null takes that back.
    Purchase withdrawn(@Nullable Withdrawal by) {
        return with(lines, total, by, modification);
    }

    /// Somebody wants other lines; null when that is decided.
    Purchase modifying(@Nullable Modification wanted) {
        return with(lines, total, withdrawal, wanted);
    }

    /// It stays as it is.
    Purchase notModified(String reason) {
        return modification == null ? this : modifying(modification.refused(reason));
    }

    /// It is what somebody wanted it to be.
    Purchase modified(Revision revision) {
        return with(Fulfilments.stockOf(revision.lines()), revision.total(), withdrawal, null);
    }

    /// What others made of the order since.
    Purchase asNow(Order order) {
        return with(cardToken, order.payment(), order.reservation(), failure);
    }

    String reason() {
        return failure == null ? "unavailable" : failure;
    }

    private Purchase with(
            List<ReserveStock.Line> lines,
            Money total,
            @Nullable Withdrawal withdrawal,
            @Nullable Modification modification) {
        return new Purchase(
                orderId,
                organizationId,
                customerId,
                lines,
                reservationSeconds,
                total,
                method,
                cardToken,
                payment,
                reservation,
                failure,
                cartId,
                withdrawal,
                modification);
    }

    private Purchase with(
            @Nullable String cardToken, Payment payment, Reservation reservation, @Nullable String failure) {
        return new Purchase(
                orderId,
                organizationId,
                customerId,
                lines,
                reservationSeconds,
                total,
                method,
                cardToken,
                payment,
                reservation,
                failure,
                cartId,
                withdrawal,
                modification);
    }

    @Override
    public String toString() {
        return "Purchase[" + orderId + ", " + payment + ", " + reservation + ", " + failure + "]";
    }
}
