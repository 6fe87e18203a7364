package dev.tradewind.payment.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a payment stands. Each status carries what is known in it; the card token is forgotten with the decision.
public sealed interface PaymentStatus {

    /// The outcome is not known yet.
    sealed interface Open extends PaymentStatus {

        Bill bill();

        String cardToken();

        /// Whether the money is not wanted any more; then the outcome decides what there is to give back.
        boolean voidRequested();
    }

    /// No answer has been missed so far.
    record Pending(Bill bill, String cardToken, boolean voidRequested) implements Open {}

    /// The provider was asked and its answer is missing: it may have taken the money or not.
    record Unknown(Bill bill, String cardToken, boolean voidRequested) implements Open {}

    record Approved(Bill bill, String providerReference) implements PaymentStatus {}

    record Declined(Bill bill, String reason) implements PaymentStatus {}

    /// Never charged and never will be.
    ///
    /// @param bill null when it was voided before it was ever to be charged
    record Voided(@Nullable Bill bill) implements PaymentStatus {}

    /// The money was taken and is on its way back.
    record Refunding(Bill bill, String providerReference, UUID refundId) implements PaymentStatus {}

    record Refunded(Bill bill, String providerReference, UUID refundId, String refundReference)
            implements PaymentStatus {}
}
