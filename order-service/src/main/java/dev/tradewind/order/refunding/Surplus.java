package dev.tradewind.order.refunding;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.PaymentCommand.RefundPayment;
import java.util.UUID;

/// What was paid too much for an order that costs less now.
///
/// @param id of the change; the refund is known by it
public record Surplus(UUID orderId, UUID organizationId, UUID id, Money amount, UUID actor) {

    public RefundPayment refund() {
        return new RefundPayment(orderId, organizationId, id, amount, Refund.Kind.DIFFERENCE.reason());
    }
}
