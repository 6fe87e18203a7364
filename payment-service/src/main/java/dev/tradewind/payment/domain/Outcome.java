package dev.tradewind.payment.domain;

import java.util.UUID;

/// What a provider of payments can answer.
public sealed interface Outcome {

    sealed interface OfCharge extends Outcome {}

    sealed interface OfRefund extends Outcome {}

    record Charged(String reference) implements OfCharge {}

    /// `reason` is the provider's stable code, such as `card_declined`.
    record Declined(String reason) implements OfCharge {}

    /// Nothing was charged, and a request that is still on its way will not be carried out either.
    record Cancelled() implements OfCharge {}

    record Refunded(UUID refundId, String reference) implements OfRefund {}

    record RefundRefused(UUID refundId, String reason) implements OfRefund {}

    /// No answer, or none that tells: it may have happened or not. `why` is for people.
    record Unknown(String why) implements OfCharge, OfRefund {}

    /// The provider has it in hand and will decide, be it in days. An answer like any other: nobody is silent. `why` is
    /// for people.
    record Undecided(String why) implements OfCharge, OfRefund {}

    /// Nothing was done this time, because nobody was asked or whoever was has no time: to be asked again later.
    record NotNow(String why) implements OfCharge, OfRefund {}
}
