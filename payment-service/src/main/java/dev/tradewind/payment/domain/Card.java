package dev.tradewind.payment.domain;

/// What is charged.
public sealed interface Card {

    /// The provider's single-use reference, never a card number.
    record Token(String token) implements Card {

        /// A token is shown to nobody, not even in a log.
        @Override
        public String toString() {
            return "Token[...]";
        }
    }

    /// The card that an earlier charge was paid with, as its provider knows it.
    record OnFile(String chargeReference) implements Card {}
}
