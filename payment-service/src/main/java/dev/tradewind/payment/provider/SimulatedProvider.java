package dev.tradewind.payment.provider;

import dev.tradewind.contracts.Money;
import dev.tradewind.payment.domain.Card;
import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.domain.Outcome.Cancelled;
import dev.tradewind.payment.domain.Outcome.Charged;
import dev.tradewind.payment.domain.Outcome.Declined;
import dev.tradewind.payment.domain.Outcome.RefundRefused;
import dev.tradewind.payment.domain.Outcome.Refunded;
import dev.tradewind.payment.domain.Outcome.Unknown;
import dev.tradewind.payment.domain.PaymentProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/// A provider for machines without one. The card token says what happens, in Stripe's manner; what it did stands
/// in its own books, as with a company outside.
@Component
class SimulatedProvider implements PaymentProvider {

    static final String NAME = "simulated";

    private final SimulatedBooks books;
    private final Duration slowness;

    @Autowired
    SimulatedProvider(SimulatedBooks books, SimulatedProperties properties) {
        this.books = books;
        this.slowness = properties.slowness();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome.OfCharge charge(UUID key, Money amount, Card card) {
        outside();
        return switch (card) {
            case Card.Token(var token) -> charge(key, amount, token);
            // A card that paid once pays again.
            case Card.OnFile(var reference) ->
                outcome(
                        books.hasCharged(reference)
                                ? books.enter(key, amount, "CHARGED", null)
                                : books.enter(key, amount, "DECLINED", "invalid_card"));
        };
    }

    private Outcome.OfCharge charge(UUID key, Money amount, String cardToken) {
        return switch (cardToken) {
            case "tok_visa" -> outcome(books.enter(key, amount, "CHARGED", null));
            case "tok_chargeDeclined" -> outcome(books.enter(key, amount, "DECLINED", "card_declined"));
            case "tok_insufficientFunds" -> outcome(books.enter(key, amount, "DECLINED", "insufficient_funds"));
            case "tok_timeout" -> {
                var entry = books.enter(key, amount, "CHARGED", null);
                yield entry.isNew() ? new Unknown("the answer was lost") : outcome(entry);
            }
            case "tok_slow" -> {
                if (books.find(key).isEmpty()) {
                    dawdle();
                }
                yield outcome(books.enter(key, amount, "CHARGED", null));
            }
            case "tok_unavailable" -> {
                var entry = books.enter(key, amount, "OPEN_UNTIL_RETRIED", null);
                yield entry.isNew()
                        ? outcome(entry)
                        : outcome(books.settle(key, "OPEN_UNTIL_RETRIED").orElse(entry));
            }
            case "tok_unknown" -> outcome(books.enter(key, amount, "OPEN_UNTIL_ASKED", null));
            default -> outcome(books.enter(key, amount, "DECLINED", "invalid_token"));
        };
    }

    @Override
    public Optional<Outcome.OfCharge> find(UUID key, Money amount) {
        outside();
        return books.settle(key, "OPEN_UNTIL_ASKED")
                .or(() -> books.find(key))
                .filter(entry -> !entry.status().equals("OPEN_UNTIL_RETRIED"))
                .map(SimulatedProvider::outcome);
    }

    @Override
    public Outcome.OfCharge cancel(UUID key, Money amount) {
        outside();
        var entry = books.cancel(key, amount);
        return entry.status().equals("CANCELLED") ? new Cancelled() : outcome(entry);
    }

    @Override
    public Outcome.OfRefund refund(UUID refundId, String reference, Money amount) {
        outside();
        return books.refund(refundId, reference, amount)
                .<Outcome.OfRefund>map(it -> new Refunded(refundId, it))
                .orElseGet(() -> new RefundRefused(refundId, "exceeds_charge"));
    }

    private static Outcome.OfCharge outcome(SimulatedBooks.Entry entry) {
        return switch (entry.status()) {
            case "CHARGED" -> new Charged(entry.reference());
            case "DECLINED" -> new Declined(entry.declineReason().orElseThrow());
            case "CANCELLED" -> new Declined("cancelled");
            case "OPEN_UNTIL_ASKED" -> new Unknown("no outcome yet");
            case "OPEN_UNTIL_RETRIED" -> new Unknown("503");
            case String unknown -> throw new IllegalStateException("Unknown status of a charge: " + unknown);
        };
    }

    private void dawdle() {
        try {
            Thread.sleep(slowness);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Nobody waited for the slow card", interrupted);
        }
    }

    /// An outside system knows nothing of our transactions, so that one of ours must not wait for it.
    private static void outside() {
        Assert.state(!SimulatedBooks.isInTransaction(), "Call a provider outside any transaction");
    }
}
