package dev.tradewind.payment.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a provider called about. It is only a hint: what is true, the provider is asked for.
///
/// @param eventId by which the provider knows the call again
/// @param paymentId our id, where the provider knows it
/// @param reference the provider's id of the charge, where it says so
public record Notice(
        String eventId,
        String type,
        Meaning meaning,
        @Nullable UUID paymentId,
        @Nullable String reference) {

    public enum Meaning {
        /// Money was taken, they say: worth a question also about what we had given up.
        TAKEN,
        /// Something else became of a charge or a refund.
        CHANGED,
        /// Nothing that we listen to.
        ELSE
    }
}
