package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Money;
import java.util.UUID;

/// Money of one payment on its way back, asked of the provider under this id. Several payments of an order may
/// each give a part of the same request.
///
/// @param requestId what order-service calls it
/// @param ofVoid whether it is the rest that a void gives back
/// @param cause the command that asked for it
public record Refund(
        UUID id, UUID requestId, Money amount, String reason, boolean ofVoid, Cause cause, RefundStatus status) {

    /// How a refund stands.
    public sealed interface RefundStatus {}

    /// Taken from the refundable rest; the provider has not said so yet.
    public record Requested() implements RefundStatus {}

    public record Paid(String reference) implements RefundStatus {}

    /// Nothing went back, and the amount counts to the refundable rest again.
    public record Refused(String reason) implements RefundStatus {}

    static Refund requested(UUID id, UUID requestId, Money amount, String reason, Cause cause) {
        return new Refund(id, requestId, amount, reason, false, cause, new Requested());
    }

    static Refund ofVoid(UUID id, Money amount, Cause cause) {
        return new Refund(id, id, amount, "voided", true, cause, new Requested());
    }

    boolean isOpen() {
        return status instanceof Requested;
    }

    boolean isPaid() {
        return status instanceof Paid;
    }

    boolean isRefused() {
        return status instanceof Refused;
    }

    Refund in(RefundStatus next) {
        return new Refund(id, requestId, amount, reason, ofVoid, cause, next);
    }
}
