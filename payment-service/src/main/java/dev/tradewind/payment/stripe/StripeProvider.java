package dev.tradewind.payment.stripe;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import dev.tradewind.contracts.Money;
import dev.tradewind.payment.domain.Card;
import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.domain.Outcome.Cancelled;
import dev.tradewind.payment.domain.Outcome.Charged;
import dev.tradewind.payment.domain.Outcome.Declined;
import dev.tradewind.payment.domain.Outcome.Undecided;
import dev.tradewind.payment.domain.Outcome.Unknown;
import dev.tradewind.payment.domain.PaymentProvider;
import java.util.Optional;
import java.util.UUID;

/// Charges through a PaymentIntent in two steps. It is created first, which moves no money and can be repeated to
/// find it again; then it is confirmed with the card. So there is always something to ask about, and to cancel for
/// good.
class StripeProvider implements PaymentProvider {

    static final String NAME = "stripe";

    private final Intents intents;
    private final StripeRefunds refunds;

    StripeProvider(Intents intents, StripeRefunds refunds) {
        this.intents = intents;
        this.refunds = refunds;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome.OfCharge charge(UUID key, Money amount, Card card) {
        return switch (card) {
            // Keeping cards would take a customer at Stripe, and the buyer's consent.
            case Card.OnFile _ -> new Declined("card_required");
            case Card.Token(var token) -> charge(key, amount, token);
        };
    }

    private Outcome.OfCharge charge(UUID key, Money amount, String token) {
        try {
            var intent = intents.open(key, amount);
            return isUntouched(intent) ? confirm(key, intent, token) : outcome(intent);
        } catch (StripeException failed) {
            return Failures.ofCharge(failed);
        }
    }

    private Outcome.OfCharge confirm(UUID key, PaymentIntent intent, String token) throws StripeException {
        try {
            return outcome(intents.confirm(key, intent.getId(), token));
        } catch (InvalidRequestException refused) {
            // Refused because somebody else was faster, or because of the card: the intent knows.
            var now = intents.retrieve(intent.getId());
            return isUntouched(now) ? Failures.ofCharge(refused) : outcome(now);
        }
    }

    @Override
    public Optional<Outcome.OfCharge> find(UUID key, Money amount) {
        try {
            var intent = intents.retrieve(intents.open(key, amount).getId());
            return isUntouched(intent) ? Optional.empty() : Optional.of(outcome(intent));
        } catch (StripeException failed) {
            return Optional.of(Failures.ofCharge(failed));
        }
    }

    @Override
    public Outcome.OfCharge cancel(UUID key, Money amount) {
        try {
            var intent = intents.open(key, amount);
            try {
                intent = intents.cancel(key, intent.getId());
            } catch (InvalidRequestException _) {
                // It was taken or cancelled before.
                intent = intents.retrieve(intent.getId());
            }
            return intent.getStatus().equals("canceled") ? new Cancelled() : outcome(intent);
        } catch (StripeException failed) {
            return Failures.ofCharge(failed);
        }
    }

    @Override
    public Outcome.OfRefund refund(UUID refundId, String reference, Money amount) {
        return refunds.refund(refundId, reference, amount);
    }

    /// Created and never confirmed, or not with an outcome.
    private static boolean isUntouched(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "requires_payment_method", "requires_confirmation" -> intent.getLastPaymentError() == null;
            default -> false;
        };
    }

    private static Outcome.OfCharge outcome(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" -> new Charged(intent.getId());
            case "requires_payment_method", "requires_confirmation" ->
                intent.getLastPaymentError() == null
                        ? new Unknown("not confirmed")
                        : new Declined(Failures.reason(intent.getLastPaymentError()));
            case "canceled" -> new Declined("cancelled");
            case "requires_action" -> new Declined("authentication_required");
            case "processing" -> new Undecided("processing");
            case String other -> new Unknown(other);
        };
    }
}
