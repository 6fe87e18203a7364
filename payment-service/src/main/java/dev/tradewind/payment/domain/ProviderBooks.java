package dev.tradewind.payment.domain;

import dev.tradewind.contracts.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a provider says it has done, to be compared with our ledger. Called outside any transaction.
public interface ProviderBooks {

    enum Kind {
        CHARGE,
        REFUND
    }

    /// @param ourId the payment's or the refund's id, where the provider knows it
    record Entry(String reference, @Nullable UUID ourId, Money amount, Instant madeAt) {}

    /// @param next where the next page begins; null when this was the last
    record Page(List<Entry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /// As in [PaymentProvider#name].
    String provider();

    /// Money that moved from a moment on and before another, in pages of a fixed order.
    ///
    /// @throws ProviderIsAway when it does not answer
    Page read(Kind kind, Instant from, Instant to, @Nullable String after, int limit);
}
