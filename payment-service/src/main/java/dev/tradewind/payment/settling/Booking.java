package dev.tradewind.payment.settling;

import static java.util.stream.Collectors.toMap;

import dev.tradewind.messaging.Ids;
import dev.tradewind.messaging.Outbox;
import dev.tradewind.messaging.Outgoing;
import dev.tradewind.payment.domain.Change;
import dev.tradewind.payment.domain.Payment;
import dev.tradewind.payment.domain.Payments;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes down what providers answered: payment, refund and messages in one transaction for all answers at hand.
@Component
class Booking {

    private static final Logger log = LoggerFactory.getLogger(Booking.class);

    private final Payments payments;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Booking(Payments payments, Outbox outbox, PlatformTransactionManager transactions, Clock clock) {
        this.payments = payments;
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Answers whether any of the payments is due again right now. What cannot be written is asked again when its
    /// lease runs out: the provider knows the key.
    boolean book(List<Finding> findings) {
        try {
            return Objects.requireNonNull(transaction.execute(_ -> write(findings)));
        } catch (DataAccessException | TransactionException | IllegalStateException failed) {
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
        var before = payments
                .lock(findings.stream().map(Finding::paymentId).distinct().toList())
                .stream()
                .collect(toMap(Payment::id, Function.identity()));
        var now = clock.instant();
        var after = new LinkedHashMap<UUID, Payment>();
        var outgoing = new ArrayList<Outgoing>();
        for (var finding : findings) {
            var payment = Objects.requireNonNull(
                    after.getOrDefault(finding.paymentId(), before.get(finding.paymentId())), "payment");
            var change = payment.on(finding.outcome(), finding.lease(), now, Ids::next);
            after.put(payment.id(), change.payment());
            outgoing.addAll(outgoing(change));
        }
        after.values().removeIf(it -> it.equals(before.get(it.id())));
        payments.update(after.values(), now);
        outbox.append(outgoing);
        after.values().stream().filter(Payment::isGivenUp).forEach(Booking::callForHelp);
        return after.values().stream().anyMatch(it -> it.task().isDue(now));
    }

    private static List<Outgoing> outgoing(Change change) {
        var cause = change.payment().cause();
        return change.messages().stream()
                .map(message -> new Outgoing(message, cause.messageId(), cause.traceparent()))
                .toList();
    }

    private static void callForHelp(Payment payment) {
        log.atError()
                .addKeyValue("paymentId", payment.id())
                .addKeyValue("orderId", payment.orderId())
                .addKeyValue("provider", payment.provider())
                .log("A payment needs a person: its provider does not say what became of it");
    }
}
