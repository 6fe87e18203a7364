package dev.tradewind.contracts;

import java.util.UUID;

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

    /// Takes the charge back, whatever became of it: never charged, declined, charged, or not known yet. Of an order
    /// never charged it is remembered, so that a late [ChargePayment] is refused. Answered by
    /// [OrderReply.PaymentVoided] once no money of the order is left with us.
    @WireName("dev.tradewind.payment.void.v1")
    record VoidPayment(UUID orderId, UUID organizationId, String reason) implements PaymentCommand {}
}
