package dev.tradewind.order.fulfilment;

import dev.tradewind.contracts.Money;
import dev.tradewind.order.domain.Party;
import dev.tradewind.order.domain.Revision;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody wants other lines. Kept with the saga until it is decided, and forgotten with it.
///
/// @param id under which inventory and payment know the change
/// @param revision the order as it is to be
/// @param instructions for the whole order; null leaves them as they are
/// @param cardToken what is charged for a difference; null for the card the order was paid with
/// @param refused why it will not be so
public record Modification(
        UUID id,
        Party by,
        UUID actor,
        Revision revision,
        @Nullable String instructions,
        @Nullable String method,
        @Nullable String cardToken,
        @Nullable String refused) {

    /// What its order has to pay on top; less than nothing when money goes back.
    long difference(Money total) {
        return Math.subtractExact(revision.total().amount(), total.amount());
    }

    /// The first failure is the reason we give.
    Modification refused(String reason) {
        return refused != null
                ? this
                : new Modification(id, by, actor, revision, instructions, method, cardToken, reason);
    }

    @Override
    public String toString() {
        return "Modification[" + id + " by " + by + ", " + revision.total() + ", " + refused + "]";
    }
}
