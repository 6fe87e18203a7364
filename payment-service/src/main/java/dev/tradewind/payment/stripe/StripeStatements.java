package dev.tradewind.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import dev.tradewind.contracts.Money;
import dev.tradewind.payment.domain.ProviderBooks;
import dev.tradewind.payment.domain.ProviderIsAway;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Stripe's lists: what succeeded, newest first as Stripe gives it.
class StripeStatements implements ProviderBooks {

    private final StripeClient client;

    StripeStatements(StripeClient client) {
        this.client = client;
    }

    @Override
    public String provider() {
        return StripeProvider.NAME;
    }

    @Override
    public Page read(Kind kind, Instant from, Instant to, @Nullable String after, int limit) {
        try {
            return switch (kind) {
                case CHARGE -> charges(from, to, after, limit);
                case REFUND -> refunds(from, to, after, limit);
            };
        } catch (StripeException failed) {
            throw new ProviderIsAway(provider(), failed);
        }
    }

    private Page charges(Instant from, Instant to, @Nullable String after, int limit) throws StripeException {
        var wanted = PaymentIntentListParams.builder()
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .setLt(to.getEpochSecond())
                        .build())
                .setLimit((long) limit);
        if (after != null) {
            wanted.setStartingAfter(after);
        }
        var found = client.v1().paymentIntents().list(wanted.build());
        var entries = found.getData().stream()
                .filter(it -> it.getStatus().equals("succeeded"))
                .map(StripeStatements::entry)
                .toList();
        return page(entries, found);
    }

    private Page refunds(Instant from, Instant to, @Nullable String after, int limit) throws StripeException {
        var wanted = RefundListParams.builder()
                .setCreated(RefundListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .setLt(to.getEpochSecond())
                        .build())
                .setLimit((long) limit);
        if (after != null) {
            wanted.setStartingAfter(after);
        }
        var found = client.v1().refunds().list(wanted.build());
        var entries = found.getData().stream()
                .filter(it -> it.getStatus().equals("succeeded"))
                .map(StripeStatements::entry)
                .toList();
        return page(entries, found);
    }

    private static Page page(List<Entry> entries, StripeCollection<? extends HasId> found) {
        var all = found.getData();
        return new Page(
                entries, found.getHasMore() && !all.isEmpty() ? all.getLast().getId() : null);
    }

    private static Entry entry(PaymentIntent it) {
        var amount = money(it.getAmountReceived(), it.getCurrency());
        return new Entry(
                it.getId(), ourId(it.getMetadata(), Intents.OUR_ID), amount, Instant.ofEpochSecond(it.getCreated()));
    }

    private static Entry entry(Refund it) {
        var amount = money(it.getAmount(), it.getCurrency());
        return new Entry(
                it.getId(),
                ourId(it.getMetadata(), StripeRefunds.OUR_ID),
                amount,
                Instant.ofEpochSecond(it.getCreated()));
    }

    private static Money money(long amount, String currency) {
        return new Money(amount, currency.toUpperCase(Locale.ROOT));
    }

    private static @Nullable UUID ourId(@Nullable Map<String, String> metadata, String name) {
        try {
            return metadata == null ? null : UUID.fromString(metadata.getOrDefault(name, ""));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
