package dev.tradewind.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.contracts.Message;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;

/// Turns records into messages. A type is found by its wire name in the contracts' own list, never by the name of
/// a class.
final class Reader<M extends Message> {

    private final MessageFormat format;
    private final Set<Class<? extends M>> wanted;
    private final Duration known;
    private final Clock clock;

    /// @param known how long a handled message is known again; older ones are not applied
    Reader(MessageFormat format, Subscription<M> subscription, Duration known, Clock clock) {
        this.format = format;
        this.wanted = subscription.conversations();
        this.known = subscription.once() ? known : Duration.ofSeconds(Long.MAX_VALUE);
        this.clock = clock;
    }

    /// @return empty when the record is none of the subscription's business, or says nothing this version knows
    Optional<Arrival<M>> read(ConsumerRecord<String, byte[]> origin) {
        var name = CloudEvent.header(origin, CloudEvent.TYPE);
        if (name.isEmpty()) {
            return Optional.of(defect(origin, "no ce_type (expected: a wire name)"));
        }
        var kind = format.kindNamed(name.get());
        if (kind == null || wanted.stream().noneMatch(it -> it.isAssignableFrom(kind.type()))) {
            return Optional.empty();
        }
        try {
            var id = CloudEvent.header(origin, CloudEvent.ID).map(UUID::fromString);
            var time = CloudEvent.header(origin, CloudEvent.TIME)
                    .map(it -> OffsetDateTime.parse(it).toInstant());
            if (id.isEmpty() || time.isEmpty()) {
                return Optional.of(defect(origin, "no ce_id or no ce_time (expected: both)"));
            }
            if (origin.value() == null || origin.key() == null) {
                return Optional.of(defect(origin, "no key or no value (expected: both)"));
            }
            if (!kind.conversation().compacted() && isForgotten(time.get())) {
                return Optional.of(defect(origin, "of " + time.get() + ", older than the inbox remembers"));
            }
            var message = cast(format.read(kind, origin.value()));
            var trace = CloudEvent.header(origin, CloudEvent.TRACEPARENT).orElse(null);
            return Optional.of(new Arrival<>(
                    id.get(), key(origin.key()), origin, new Received<>(id.get(), message, time.get(), trace), null));
        } catch (JacksonException unreadable) {
            return Optional.of(defect(origin, unreadable.getOriginalMessage()));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Optional.of(defect(origin, "malformed header: " + malformed.getMessage()));
        }
    }

    private boolean isForgotten(Instant time) {
        return Duration.between(time, clock.instant()).compareTo(known) > 0;
    }

    private Arrival<M> defect(ConsumerRecord<String, byte[]> origin, String defect) {
        var place = origin.topic() + "/" + origin.partition() + "/" + origin.offset() + "/" + origin.timestamp();
        var id = CloudEvent.header(origin, CloudEvent.ID)
                .flatMap(Reader::uuid)
                .orElseGet(() -> UUID.nameUUIDFromBytes(place.getBytes(UTF_8)));
        return new Arrival<>(id, origin.key() == null ? place : key(origin.key()), origin, null, defect);
    }

    /// PostgreSQL cannot keep NUL.
    private static String key(String key) {
        return key.replace("\0", "");
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// The list of wanted types was asked just before.
    @SuppressWarnings("unchecked")
    private M cast(Message message) {
        return (M) message;
    }
}
