package dev.tradewind.payment.domain;

/// What a provider of payments can answer.
public sealed interface Outcome {

    sealed interface OfCharge extends Outcome {}

    sealed interface OfRefund extends Outcome {}

    record Charged(String reference) implements OfCharge {}

    /// `reason` is the provider's stable code, such as `card_declined`.
    record Declined(String reason) implements OfCharge {}

    /// Nothing was charged, and a request that is still on its way will not be carried out either.
    record Cancelled() implements OfCharge {}

    record Refunded(String reference) implements OfRefund {}

    record RefundRefused(String reason) implements OfRefund {}

    /// No answer, or none that tells: it may have happened or not. `why` is for people.
    record Unknown(String why) implements OfCharge, OfRefund {}
}
