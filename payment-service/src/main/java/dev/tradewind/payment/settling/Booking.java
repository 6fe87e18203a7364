package dev.tradewind.payment.settling;

import static java.util.stream.Collectors.toMap;

import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.payment.domain.Decision;
import dev.tradewind.payment.domain.OrderPayments;
import dev.tradewind.payment.domain.Outcome;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.Payments;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes down what providers answered: payment, refund and messages in one transaction for all answers at hand.
@Component
class Booking {

    private static final Logger log = LoggerFactory.getLogger(Booking.class);

    private final Payments payments;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final MeterRegistry meters;

    Booking(
            Payments payments,
            Outbox outbox,
            PlatformTransactionManager transactions,
            Clock clock,
            MeterRegistry meters) {
        this.payments = payments;
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.meters = meters;
        Gauge.builder("tradewind.payment.given.up", payments, Payments::givenUp)
                .description("Payments whose provider does not say what became of them")
                .register(meters);
    }

    /// Answers whether any of the payments is due again right now. What cannot be written is asked again when its
    /// lease runs out: the provider knows the key.
    boolean book(List<Finding> findings) {
        try {
            return Objects.requireNonNull(transaction.execute(_ -> write(findings)));
        } catch (RuntimeException failed) {
            // Whatever it was: the books of the others must go on.
            if (findings.size() == 1) {
                log.atWarn()
                        .addKeyValue("paymentId", findings.getFirst().paymentId())
                        .setCause(failed)
                        .log("An answer could not be booked");
                return false;
            }
            return findings.stream().map(it -> book(List.of(it))).reduce(false, Boolean::logicalOr);
        }
    }

    private boolean write(List<Finding> findings) {
        var locked = payments.lock(
                findings.stream().map(Finding::paymentId).distinct().toList());
        var before = locked.stream().flatMap(it -> it.all().stream()).collect(toMap(Payment::id, Function.identity()));
        var now = clock.instant();
        var orders = new LinkedHashMap<UUID, OrderPayments>();
        locked.forEach(it -> orders.put(it.all().getFirst().charge().orderId(), it));
        var outgoing = new ArrayList<Outgoing>();
        for (var finding : findings) {
            var payment = Objects.requireNonNull(before.get(finding.paymentId()), "payment");
            var order = Objects.requireNonNull(orders.get(payment.charge().orderId()), "order");
            count(finding.outcome());
            var decision = order.on(payment.id(), finding.outcome(), finding.lease(), now, Ids::next);
            orders.put(payment.charge().orderId(), decision.payments());
            outgoing.addAll(outgoing(decision, payment.id()));
        }
        var after = orders.values().stream()
                .flatMap(it -> it.all().stream())
                .filter(it -> !it.equals(before.get(it.id())))
                .toList();
        payments.update(after, now);
        outbox.append(outgoing);
        after.stream().filter(Payment::isGivenUp).forEach(Booking::callForHelp);
        return after.stream().anyMatch(it -> it.task().isDue(now));
    }

    private void count(Outcome outcome) {
        var name = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("tradewind.payment.answers", "answer", name).increment();
    }

    private static List<Outgoing> outgoing(Decision decision, UUID paymentId) {
        var cause = decision.payments().payment(paymentId).cause();
        return decision.messages().stream()
                .map(message -> new Outgoing(message, cause.messageId(), cause.traceparent()))
                .toList();
    }

    private static void callForHelp(Payment payment) {
        log.atError()
                .addKeyValue("paymentId", payment.id())
                .addKeyValue("orderId", payment.charge().orderId())
                .addKeyValue("provider", payment.provider())
                .log("A payment needs a person: its provider stays silent, or refuses the refund");
    }
}
