package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Money;
import java.util.Optional;
import java.util.UUID;

/// Somebody outside who moves money. Called outside any transaction and under a time limit; a call may be repeated
/// at any time, also while an earlier one is still on its way, and an exception means as much as no answer.
public interface PaymentProvider {

    /// The name that payments keep; it stays for ever.
    String name();

    /// Takes the money once for each key, however often it is asked.
    Outcome.OfCharge charge(UUID key, Money amount, Card card);

    /// What became of the charge under this key; empty when the provider knows nothing of it so far.
    Optional<Outcome.OfCharge> find(UUID key, Money amount);

    /// Makes sure that nothing is charged under this key from now on, or tells what has been.
    Outcome.OfCharge cancel(UUID key, Money amount);

    /// Gives money of a charge back, once for each refund id.
    Outcome.OfRefund refund(UUID refundId, String reference, Money amount);
}
