package dev.tradewind.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.RefundService;
import dev.tradewind.contracts.Money;
import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.domain.Outcome.RefundRefused;
import dev.tradewind.payment.domain.Outcome.Refunded;
import dev.tradewind.payment.domain.Outcome.Undecided;
import dev.tradewind.payment.domain.Outcome.Unknown;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/// Refunds of PaymentIntents, each once under our id.
class StripeRefunds {

    static final String OUR_ID = "refund_id";
    private static final long MOST_OF_ONE_CHARGE = 100;

    private final RefundService refunds;
    private final Clock clock;

    StripeRefunds(StripeClient client, Clock clock) {
        this.refunds = client.v1().refunds();
        this.clock = clock;
    }

    Outcome.OfRefund refund(UUID id, String intent, Money amount) {
        try {
            var known = KeyAge.isForgotten(id, clock) ? find(id, intent) : Optional.<Refund>empty();
            return outcome(id, known.isPresent() ? known.get() : create(id, intent, amount));
        } catch (StripeException failed) {
            return Failures.ofRefund(id, failed);
        }
    }

    private Refund create(UUID id, String intent, Money amount) throws StripeException {
        var refund = RefundCreateParams.builder()
                .setPaymentIntent(intent)
                .setAmount(amount.amount())
                .putMetadata(OUR_ID, id.toString())
                .build();
        try {
            var made = refunds.create(refund, Intents.once("refund-" + id));
            // A repeated call is told how it stood the first time.
            return made.getStatus().equals("pending") ? refunds.retrieve(made.getId()) : made;
        } catch (InvalidRequestException refused) {
            // Also when it is this very refund that has left nothing to give back.
            return find(id, intent).orElseThrow(() -> refused);
        }
    }

    private Optional<Refund> find(UUID id, String intent) throws StripeException {
        var all = RefundListParams.builder()
                .setPaymentIntent(intent)
                .setLimit(MOST_OF_ONE_CHARGE)
                .build();
        return refunds.list(all).getData().stream()
                .filter(it -> id.toString().equals(it.getMetadata().get(OUR_ID)))
                .findFirst();
    }

    private static Outcome.OfRefund outcome(UUID id, Refund refund) {
        return switch (refund.getStatus()) {
            case "succeeded" -> new Refunded(id, refund.getId());
            case "failed", "canceled" ->
                new RefundRefused(
                        id, Optional.ofNullable(refund.getFailureReason()).orElse(refund.getStatus()));
            case "pending", "requires_action" -> new Undecided(refund.getStatus());
            case String other -> new Unknown(other);
        };
    }
}
