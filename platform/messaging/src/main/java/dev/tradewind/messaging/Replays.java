package dev.tradewind.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.contracts.Message;
import dev.tradewind.messaging.ParkedMessages.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Hands parked messages to the handler of their group again, inside this service and never through the topic.
class Replays {

    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Supplier<List<Subscription<?>>> subscriptions;
    private final MessageFormat format;
    private final Clock clock;

    /// A message of a key that could not be handled again.
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final UUID id;

        Failed(UUID id, String why, @Nullable Throwable cause) {
            super(why, cause);
            this.id = id;
        }
    }

    private record Row(UUID id, ConsumerRecord<String, byte[]> record) {}

    private record Target<M extends Message>(Reader<M> reader, Subscription<M> subscription) {

        static <M extends Message> Target<M> of(Subscription<M> subscription, MessageFormat format, Clock clock) {
            return new Target<>(new Reader<>(format, subscription, FOR_EVER, clock), subscription);
        }

        void handle(Row row) {
            var arrival = reader.read(row.record())
                    .orElseThrow(() -> new Failed(row.id(), "Nobody in this group handles it", null));
            if (arrival.message() == null) {
                throw new Failed(row.id(), "Unreadable: " + arrival.defect(), null);
            }
            try {
                subscription.handler().handle(List.of(arrival.message()));
            } catch (RuntimeException | Error failure) {
                if (Outages.isOutage(failure)) {
                    throw failure;
                }
                throw new Failed(row.id(), failure.toString(), failure);
            }
        }
    }

    Replays(
            JdbcClient jdbc,
            TransactionOperations transaction,
            Supplier<List<Subscription<?>>> subscriptions,
            MessageFormat format,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.subscriptions = subscriptions;
        this.format = format;
        this.clock = clock;
    }

    Outcome replayKey(String group, String key, String actor, String reason) {
        var subscription = subscriptions.get().stream()
                .filter(it -> it.group().equals(group))
                .findFirst();
        if (subscription.isEmpty()) {
            return new Outcome.Unknown();
        }
        var target = Target.of(subscription.get(), format, clock);
        var replayed = 0;
        try {
            while (Boolean.TRUE.equals(transaction.execute(_ -> replayOldest(target, key, actor, reason)))) {
                replayed++;
            }
            return new Outcome.Done(replayed);
        } catch (Failed failed) {
            noteFailure(failed);
            return new Outcome.StillFailing(replayed, failed.id, String.valueOf(failed.getMessage()));
        }
    }

    /// The row is locked, so that the listener either waits and finds the key free, or parks behind and is seen by
    /// the next turn.
    private boolean replayOldest(Target<?> target, String key, String actor, String reason) {
        var oldest = oldest(target.subscription().group(), key);
        oldest.ifPresent(row -> {
            target.handle(row);
            jdbc.sql("""
                    update parked_message
                    set status = 'REPLAYED', attempts = attempts + 1, decided_by = ?, reason = ?, decided_at = ?
                    where id = ?
                    """)
                    .param(actor)
                    .param(reason)
                    .param(ParkedMessages.utc(clock.instant()))
                    .param(row.id())
                    .update();
        });
        return oldest.isPresent();
    }

    private Optional<Row> oldest(String group, String key) {
        return jdbc.sql("""
                select id, topic, partition, "offset", key, payload, headers from parked_message
                where consumer_group = ? and key = ? and status = 'PARKED'
                order by number limit 1 for update
                """).param(group).param(key).query((row, _) -> row(row)).optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        var headers = new RecordHeaders();
        JsonMapper.shared()
                .readValue(row.getString(7), STRINGS)
                .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        var origin = new ConsumerRecord<>(
                row.getString(2),
                row.getInt(3),
                row.getLong(4),
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                -1,
                -1,
                row.getString(5),
                row.getBytes(6),
                headers,
                Optional.empty());
        return new Row(row.getObject(1, UUID.class), origin);
    }

    private void noteFailure(Failed failed) {
        transaction.executeWithoutResult(_ -> jdbc.sql("""
                update parked_message set attempts = attempts + 1, cause = left(?, 4000)
                where id = ? and status = 'PARKED'
                """)
                .param(String.valueOf(failed.getMessage()).replace("\0", ""))
                .param(failed.id)
                .update());
    }
}
