package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Money;
import dev.tradewind.payment.domain.Refund.RefundStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a payment stands. Each status carries what is known in it; the card is forgotten with the decision.
public sealed interface PaymentStatus {

    /// The outcome is not known yet.
    sealed interface Open extends PaymentStatus {

        Bill bill();

        Card card();

        /// Whether the money is not wanted any more; then the outcome decides what there is to give back.
        boolean voidRequested();
    }

    /// No answer has been missed so far.
    record Pending(Bill bill, Card card, boolean voidRequested) implements Open {}

    /// The provider was asked and its answer is missing: it may have taken the money or not.
    record Unknown(Bill bill, Card card, boolean voidRequested) implements Open {}

    /// The provider took the money; some of it may be on its way back.
    sealed interface Captured extends PaymentStatus {

        Bill bill();

        String providerReference();

        List<Refund> refunds();

        default Money paidBack() {
            return sum(refunds().stream().filter(Refund::isPaid));
        }

        default Money onItsWayBack() {
            return sum(refunds().stream().filter(Refund::isOpen));
        }

        /// What a refund may still ask for: those on their way count as gone.
        default Money refundable() {
            return bill().amount().minus(paidBack()).minus(onItsWayBack());
        }

        /// What the provider is to be asked for next.
        default Optional<Refund> nextRefund() {
            return refunds().stream().filter(Refund::isOpen).findFirst();
        }

        default List<Refund> refundsAnd(Refund another) {
            return Stream.concat(refunds().stream(), Stream.of(another)).toList();
        }

        default List<Refund> refundsWith(UUID refundId, RefundStatus next) {
            return refunds().stream()
                    .map(it -> it.id().equals(refundId) ? it.in(next) : it)
                    .toList();
        }

        private Money sum(Stream<Refund> refunds) {
            return refunds.map(Refund::amount)
                    .reduce(new Money(0, bill().amount().currency()), Money::plus);
        }
    }

    record Approved(Bill bill, String providerReference, List<Refund> refunds) implements Captured {
        public Approved {
            refunds = List.copyOf(refunds);
        }
    }

    /// Voided after it was taken: all of it goes back.
    record Refunding(Bill bill, String providerReference, List<Refund> refunds) implements Captured {
        public Refunding {
            refunds = List.copyOf(refunds);
        }
    }

    /// All of it went back.
    record Refunded(Bill bill, String providerReference, List<Refund> refunds) implements Captured {
        public Refunded {
            refunds = List.copyOf(refunds);
        }
    }

    record Declined(Bill bill, String reason) implements PaymentStatus {}

    /// Never charged and never will be.
    ///
    /// @param bill null when it was voided before it was ever to be charged
    record Voided(@Nullable Bill bill) implements PaymentStatus {}
}
