package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderReply;
import dev.tradewind.contracts.OrderReply.DifferenceApproved;
import dev.tradewind.contracts.OrderReply.DifferenceRefused;
import dev.tradewind.contracts.OrderReply.DifferenceVoided;
import dev.tradewind.contracts.OrderReply.PaymentApproved;
import dev.tradewind.contracts.OrderReply.PaymentRefused;
import dev.tradewind.contracts.OrderReply.PaymentVoided;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is charged once: an order, or a difference of it. It knows the words in which order-service is answered.
///
/// @param id the order's own for its first charge
public record Charge(UUID id, UUID orderId, UUID organizationId) {

    public boolean isFirst() {
        return id.equals(orderId);
    }

    /// The first charge of the same order.
    Charge ofOrder() {
        return new Charge(orderId, orderId, organizationId);
    }

    OrderReply approved(UUID paymentId) {
        return isFirst()
                ? new PaymentApproved(orderId, organizationId, paymentId)
                : new DifferenceApproved(orderId, organizationId, id, paymentId);
    }

    OrderReply refused(String reason) {
        return isFirst()
                ? new PaymentRefused(orderId, organizationId, reason)
                : new DifferenceRefused(orderId, organizationId, id, reason);
    }

    OrderReply voided(@Nullable Money refunded) {
        return isFirst()
                ? new PaymentVoided(orderId, organizationId, refunded)
                : new DifferenceVoided(orderId, organizationId, id, refunded);
    }
}
