package dev.tradewind.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What order-service asks of payment-service. Key: the order. Asking twice is the same as asking once, and
/// every command is answered in [OrderReply], also when it is repeated.
@Topic("payments.commands")
public sealed interface PaymentCommand extends Message {

    @Override
    UUID organizationId();

    UUID orderId();

    @Override
    default UUID key() {
        return orderId();
    }

    /// Takes the money, once per order. `cardToken` is the provider's single-use reference, never a card number.
    /// Answered by [OrderReply.PaymentApproved] or [OrderReply.PaymentRefused] once the outcome is known.
    @WireName("dev.tradewind.payment.charge.v1")
    record ChargePayment(
            UUID orderId,
            UUID organizationId,
            UUID customerId,
            Money amount,
            String method,
            @Confidential String cardToken)
            implements PaymentCommand {}

    /// Takes all charges of the order back, whatever became of them: never charged, declined, charged, or not known
    /// yet; of what was refunded in part, the rest. Of an order never charged it is remembered, so that a late
    /// [ChargePayment] is refused.
    /// Answered by [OrderReply.PaymentVoided] once no money of the order is left with us.
    @WireName("dev.tradewind.payment.void.v1")
    record VoidPayment(UUID orderId, UUID organizationId, String reason) implements PaymentCommand {}

    /// Gives back a part of what was taken for the order, or all of it. The amount is taken from the refundable rest
    /// of all its charges at once, so that refunds on their way count too; of several charges the last one gives
    /// first. There may be several refunds, each once by its `refundId`: repeated, it is answered as before.
    /// Answered by [OrderReply.RefundCompleted] once the money has left, or [OrderReply.RefundRefused].
    @WireName("dev.tradewind.payment.refund.v1")
    record RefundPayment(UUID orderId, UUID organizationId, UUID refundId, Money amount, String reason)
            implements PaymentCommand {}

    /// Takes an amount on top of the order's first charge, because the order was changed: once per `chargeId`.
    /// Everything else is as with [ChargePayment]: a payment of its own, with events in the order's one sequence.
    /// [RefundPayment] and [VoidPayment] reach it together with the others of the order.
    /// Answered by [OrderReply.DifferenceApproved] or [OrderReply.DifferenceRefused], the latter also when the
    /// first one does not stand.
    ///
    /// @param cardToken null to charge the card of the first charge once more; a provider that keeps no cards
    ///     refuses that as `card_required`
    @WireName("dev.tradewind.payment.charge-difference.v1")
    record ChargeDifference(
            UUID orderId,
            UUID organizationId,
            UUID customerId,
            UUID chargeId,
            Money amount,
            String method,
            @Confidential @Nullable String cardToken)
            implements PaymentCommand {}

    /// Takes one difference back, as [VoidPayment] does with the whole order; the other charges stand. Answered by
    /// [OrderReply.DifferenceVoided] once no money of that charge is left with us.
    @WireName("dev.tradewind.payment.void-difference.v1")
    record VoidDifference(UUID orderId, UUID organizationId, UUID chargeId, String reason) implements PaymentCommand {}
}
