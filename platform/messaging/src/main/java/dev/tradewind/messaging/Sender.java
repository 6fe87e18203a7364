package dev.tradewind.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends rows to Kafka and waits once for all of them.
///
/// When one fails, the producer is closed from its own callback before it can send anything that was queued behind:
/// a later message of the same lane must not arrive first. What was queued is then tried anew.
class Sender implements AutoCloseable {

    /// What became of one row.
    sealed interface Outcome {
        record Acknowledged() implements Outcome {}

        /// The row itself, or its topic, cannot be sent now.
        record Failed(Exception cause) implements Outcome {}

        /// Not sent, because another failed before it.
        record NotTried() implements Outcome {}
    }

    private static final Outcome ACKNOWLEDGED = new Outcome.Acknowledged();
    private static final Outcome NOT_TRIED = new Outcome.NotTried();

    private final Supplier<Producer<String, byte[]>> producers;
    private final Duration patience;
    private @Nullable Producer<String, byte[]> producer;

    /// @param patience longest wait for all acknowledgements; above the producer's `delivery.timeout.ms`
    Sender(Supplier<Producer<String, byte[]>> producers, Duration patience) {
        this.producers = producers;
        this.patience = patience;
    }

    /// @return the outcome of each row, by its index
    List<Outcome> send(List<OutboxRow> rows) throws InterruptedException {
        var current = producer == null ? producers.get() : producer;
        producer = current;
        var round = new Round(current, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            round.send(rows.get(i), i);
        }
        // Until here the producer lingers, so that a round is one request and not one for its first row and one more.
        current.flush();
        var complete = round.pending.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!complete || round.broken) {
            producer = null;
            current.close(Duration.ZERO);
        }
        return round.outcomes(rows.size());
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
            producer = null;
        }
    }

    private static final class Round {

        private final Producer<String, byte[]> producer;
        private final CountDownLatch pending;
        private final AtomicReferenceArray<@Nullable Outcome> outcomes;
        private final Set<OutboxRow.Lane> stopped = new HashSet<>();
        private final Map<String, Exception> topicsAway = new HashMap<>();
        private volatile boolean broken;

        Round(Producer<String, byte[]> producer, int rows) {
            this.producer = producer;
            this.pending = new CountDownLatch(rows);
            this.outcomes = new AtomicReferenceArray<>(rows);
        }

        void send(OutboxRow row, int index) {
            if (broken || (!stopped.isEmpty() && stopped.contains(row.lane()))) {
                settle(index, NOT_TRIED);
                return;
            }
            var away = topicsAway.isEmpty() ? null : topicsAway.get(row.topic());
            if (away != null) {
                settle(index, new Outcome.Failed(away));
                return;
            }
            try {
                var _ = producer.send(CloudEvent.of(row), (_, failure) -> acknowledged(index, failure));
            } catch (KafkaException | IllegalStateException refused) {
                stopped.add(row.lane());
                if (refused instanceof TimeoutException) {
                    topicsAway.put(row.topic(), refused);
                }
                settle(index, broken ? NOT_TRIED : new Outcome.Failed(refused));
            }
        }

        private void acknowledged(int index, @Nullable Exception failure) {
            if (failure == null) {
                settle(index, ACKNOWLEDGED);
                return;
            }
            var first = !broken;
            broken = true;
            settle(index, isClosing(failure) ? NOT_TRIED : new Outcome.Failed(failure));
            if (first) {
                producer.close(Duration.ZERO);
            }
        }

        /// What was queued in a producer that is closed by force fails with nothing more special than this.
        private static boolean isClosing(Exception failure) {
            return failure.getClass() == KafkaException.class;
        }

        private void settle(int index, Outcome outcome) {
            if (outcomes.compareAndSet(index, null, outcome)) {
                pending.countDown();
            }
        }

        List<Outcome> outcomes(int rows) {
            var all = new ArrayList<Outcome>(rows);
            for (int i = 0; i < rows; i++) {
                var outcome = outcomes.get(i);
                all.add(outcome == null ? NOT_TRIED : outcome);
            }
            return all;
        }
    }
}
