package dev.tradewind.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What participants answer to order-service. Key: the order.
@Topic("orders.replies")
public sealed interface OrderReply extends Message {

    @Override
    UUID organizationId();

    UUID orderId();

    @Override
    default UUID key() {
        return orderId();
    }

    @WireName("dev.tradewind.inventory.stock-reserved.v1")
    record StockReserved(UUID orderId, UUID organizationId, UUID reservationId, Instant expiresAt)
            implements OrderReply {}

    /// `reason` is a stable code: `out-of-stock`, `unknown-product`, `released` or `expired`.
    @WireName("dev.tradewind.inventory.stock-refused.v1")
    record StockRefused(UUID orderId, UUID organizationId, UUID reservationId, String reason) implements OrderReply {}

    @WireName("dev.tradewind.inventory.reservation-confirmed.v1")
    record ReservationConfirmed(UUID orderId, UUID organizationId, UUID reservationId) implements OrderReply {}

    /// The reservation was no longer there to be confirmed. `reason` is `expired` or `released`.
    @WireName("dev.tradewind.inventory.reservation-lost.v1")
    record ReservationLost(UUID orderId, UUID organizationId, UUID reservationId, String reason)
            implements OrderReply {}

    @WireName("dev.tradewind.inventory.reservation-released.v1")
    record ReservationReleased(UUID orderId, UUID organizationId, UUID reservationId) implements OrderReply {}

    /// Nothing of the order is kept for it any more: what was sold lies on the shelf again.
    @WireName("dev.tradewind.inventory.reservation-restocked.v1")
    record ReservationRestocked(UUID orderId, UUID organizationId, UUID reservationId) implements OrderReply {}

    /// The goods left the house before. `reason` is `shipped`.
    @WireName("dev.tradewind.inventory.restock-refused.v1")
    record RestockRefused(UUID orderId, UUID organizationId, UUID reservationId, String reason) implements OrderReply {}

    @WireName("dev.tradewind.inventory.change-reserved.v1")
    record ChangeReserved(UUID orderId, UUID organizationId, UUID reservationId, UUID changeId) implements OrderReply {}

    /// The order stays as it was. `reason` is a stable code: `out-of-stock`, `unknown-product`, `packed`, `shipped`,
    /// `not-sold`, `released` or `change-running`.
    @WireName("dev.tradewind.inventory.change-refused.v1")
    record ChangeRefused(UUID orderId, UUID organizationId, UUID reservationId, UUID changeId, String reason)
            implements OrderReply {}

    @WireName("dev.tradewind.inventory.change-confirmed.v1")
    record ChangeConfirmed(UUID orderId, UUID organizationId, UUID reservationId, UUID changeId)
            implements OrderReply {}

    /// Nothing was set aside for the change any more. `reason` is as in [ChangeRefused].
    @WireName("dev.tradewind.inventory.change-lost.v1")
    record ChangeLost(UUID orderId, UUID organizationId, UUID reservationId, UUID changeId, String reason)
            implements OrderReply {}

    @WireName("dev.tradewind.inventory.change-released.v1")
    record ChangeReleased(UUID orderId, UUID organizationId, UUID reservationId, UUID changeId) implements OrderReply {}

    @WireName("dev.tradewind.payment.approved.v1")
    record PaymentApproved(UUID orderId, UUID organizationId, UUID paymentId) implements OrderReply {}

    /// `reason` is the provider's stable code, such as `card_declined`, or `voided` when the charge came too late.
    @WireName("dev.tradewind.payment.refused.v1")
    record PaymentRefused(UUID orderId, UUID organizationId, String reason) implements OrderReply {}

    /// No money of this order is left with us; `refunded` is what had been taken and went back,
    /// absent when nothing had been taken.
    @WireName("dev.tradewind.payment.voided.v1")
    record PaymentVoided(
            UUID orderId, UUID organizationId, @Nullable Money refunded) implements OrderReply {}

    /// The refund has left the provider.
    @WireName("dev.tradewind.payment.refund-completed.v1")
    record RefundCompleted(UUID orderId, UUID organizationId, UUID refundId, Money amount) implements OrderReply {}

    /// The refund will not be carried out any further. `reason` is `exceeds-captured` (more than the refundable rest),
    /// `not-captured` (nothing was taken), `voided`, or the provider's stable code.
    ///
    /// @param refunded what went back all the same, when one of several charges could give its part; else null
    @WireName("dev.tradewind.payment.refund-refused.v1")
    record RefundRefused(
            UUID orderId,
            UUID organizationId,
            UUID refundId,
            String reason,
            @Nullable Money refunded) implements OrderReply {}

    @WireName("dev.tradewind.payment.difference-approved.v1")
    record DifferenceApproved(UUID orderId, UUID organizationId, UUID chargeId, UUID paymentId) implements OrderReply {}

    /// `reason` is the provider's stable code, such as `card_declined`; `voided` when the difference or the whole order
    /// was voided before, `not-captured` when the order's first charge was not taken.
    @WireName("dev.tradewind.payment.difference-refused.v1")
    record DifferenceRefused(UUID orderId, UUID organizationId, UUID chargeId, String reason) implements OrderReply {}

    /// No money of this difference is left with us; `refunded` is what had been taken and went back.
    @WireName("dev.tradewind.payment.difference-voided.v1")
    record DifferenceVoided(
            UUID orderId,
            UUID organizationId,
            UUID chargeId,
            @Nullable Money refunded) implements OrderReply {}
}
