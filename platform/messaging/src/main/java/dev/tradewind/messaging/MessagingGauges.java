package dev.tradewind.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// What is worth an alarm. The database is asked at most every few seconds, however often somebody looks.
class MessagingGauges implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(MessagingGauges.class);
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final DoubleSupplier oldestUnsent;
    private final DoubleSupplier unsent;
    private final DoubleSupplier parked;
    private final Listeners listeners;
    private final Relay relay;

    MessagingGauges(
            OutboxBacklog backlog, ParkedMessages parkedMessages, Listeners listeners, Relay relay, Clock clock) {
        oldestUnsent = new Remembered(() -> backlog.oldest()
                .map(it -> Math.max(0, Duration.between(it, clock.instant()).toMillis()) / 1000.0)
                .orElse(0.0));
        unsent = new Remembered(backlog::count);
        parked = new Remembered(parkedMessages::count);
        this.listeners = listeners;
        this.relay = relay;
    }

    /// NaN when the database is away.
    double oldestUnsentSeconds() {
        return oldestUnsent.getAsDouble();
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("outbox.oldest.unsent", oldestUnsent, DoubleSupplier::getAsDouble)
                .description("Age of the oldest message Kafka has not acknowledged")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("outbox.unsent", unsent, DoubleSupplier::getAsDouble)
                .description("Messages Kafka has not acknowledged")
                .register(meters);
        Gauge.builder("outbox.relay.leading", relay, it -> it.isLeading() ? 1 : 0)
                .description("Whether this instance sends")
                .register(meters);
        Gauge.builder("listener.messages.waiting", parked, DoubleSupplier::getAsDouble)
                .description("Parked messages that wait for a decision")
                .register(meters);
        for (var listener : listeners.all()) {
            Gauge.builder(
                            "listener.last.poll",
                            listener,
                            it -> it.sinceLastPoll().toMillis() / 1000.0)
                    .description("Time since the listener last asked Kafka")
                    .tag("group", listener.group())
                    .baseUnit("seconds")
                    .register(meters);
            Gauge.builder("listener.lag", listener, Listener::lag)
                    .description("Messages in Kafka that the listener has not handled")
                    .tag("group", listener.group())
                    .register(meters);
        }
    }

    private static final class Remembered implements DoubleSupplier {

        private final DoubleSupplier question;
        private double answer;
        private long askedAt;
        private boolean asked;

        Remembered(DoubleSupplier question) {
            this.question = question;
        }

        @Override
        public synchronized double getAsDouble() {
            if (!asked || System.nanoTime() - askedAt > KEPT.toNanos()) {
                answer = ask();
                asked = true;
                askedAt = System.nanoTime();
            }
            return answer;
        }

        private double ask() {
            try {
                return question.getAsDouble();
            } catch (DataAccessException | TransactionException away) {
                log.atDebug().setCause(away).log("The database cannot be asked");
                return Double.NaN;
            }
        }
    }
}
