package dev.tradewind.messaging;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// What is still on its way, for decisions that must not be made while answers may merely be late: a deadline
/// fires only when the command has left the outbox and the consumer of the replies has read all that was there.
///
/// How a scan for deadlines uses it:
/// ```
/// var ends = backlog.endOffsets("order-replies");          // first
/// var due = stepsDueAt(now);                               // then the facts
/// if (!backlog.everythingSentBefore(startOf(oldest due)))  // our commands have not even left
///     return;
/// if (!backlog.hasReadUpTo(ends))                          // answers wait unread: decide at the next scan
///     return;
/// ```
/// Nothing here throws when the database or the broker is away: what cannot be known is answered with no.
public class Backlog {

    private static final Logger log = LoggerFactory.getLogger(Backlog.class);

    private final OutboxBacklog outbox;
    private final Supplier<Listeners> listeners;
    private final BrokerQuestions broker;

    /// Where the topics of a consumer group ended at one moment. Opaque; compare it with [#hasReadUpTo].
    public static final class EndOffsets {

        private final String group;
        private final @Nullable Map<TopicPartition, Long> ends;

        private EndOffsets(String group, @Nullable Map<TopicPartition, Long> ends) {
            this.group = group;
            this.ends = ends;
        }
    }

    Backlog(OutboxBacklog outbox, Supplier<Listeners> listeners, BrokerQuestions broker) {
        this.outbox = outbox;
        this.listeners = listeners;
        this.broker = broker;
    }

    /// Whether every committed message appended up to this instant was acknowledged by Kafka.
    public boolean everythingSentBefore(Instant instant) {
        try {
            return outbox.oldest().filter(it -> !it.isAfter(instant)).isEmpty();
        } catch (DataAccessException | TransactionException away) {
            log.atDebug().setCause(away).log("Cannot tell what was sent");
            return false;
        }
    }

    /// When the oldest message that Kafka has not acknowledged was appended; empty when all were sent.
    ///
    /// @throws DataAccessException when the database is away
    public Optional<Instant> oldestUnsent() {
        return outbox.oldest();
    }

    /// The ends of all topics this group's subscription reads, now. One request to the broker, at most 5 s.
    ///
    /// @throws IllegalArgumentException when no [Subscription] of this service has that group
    public EndOffsets endOffsets(String group) {
        var listener = listeners
                .get()
                .ofGroup(group)
                .orElseThrow(() -> new IllegalArgumentException(group + " (expected: a group of this service)"));
        return new EndOffsets(group, broker.endsOf(listener.topics()).orElse(null));
    }

    /// Whether the group, over all its instances, has handled and committed everything before those ends. One
    /// request to the broker, at most 5 s.
    public boolean hasReadUpTo(EndOffsets ends) {
        var wanted = ends.ends;
        if (wanted == null) {
            return false;
        }
        return broker.committedBy(ends.group)
                .filter(committed -> wanted.entrySet().stream()
                        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue()))
                .isPresent();
    }
}
