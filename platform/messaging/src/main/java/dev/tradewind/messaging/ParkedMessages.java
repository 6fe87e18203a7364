package dev.tradewind.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// What this service's consumers put aside, and what an operator may do about it. Every decision is kept with who
/// made it, when, and why.
public class ParkedMessages {

    /// Most messages in one list.
    public static final int MAX_LIMIT = 200;

    private static final Logger log = LoggerFactory.getLogger(ParkedMessages.class);
    private static final String COLUMNS = """
            id, number, consumer_group, ce_id, ce_type, topic, partition, "offset", key, payload, cause, parked_at,
            status, attempts, decided_by, reason, decided_at""";
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Replays replays;
    private final MessageFormat format;
    private final Clock clock;

    /// What came of a decision.
    public sealed interface Outcome {

        /// @param messages how many were replayed or discarded
        record Done(int messages) implements Outcome {}

        /// @param messages how many of the key were replayed before this one failed again
        /// @param id the one that failed; it and all behind it stay parked
        record StillFailing(int messages, UUID id, String cause) implements Outcome {}

        /// There is no such message here.
        record Unknown() implements Outcome {}

        /// Somebody has decided before.
        record AlreadyDecided(ParkedMessage.Status status) implements Outcome {}
    }

    ParkedMessages(
            JdbcClient jdbc, TransactionOperations transaction, Replays replays, MessageFormat format, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.replays = replays;
        this.format = format;
        this.clock = clock;
    }

    /// What waits for a decision, in the order it was parked.
    ///
    /// @param limit 1 to [#MAX_LIMIT]
    /// @param after the `number` of the last one seen; null to begin
    public List<ParkedMessage> list(int limit, @Nullable Long after) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1.." + MAX_LIMIT + ")");
        }
        return jdbc.sql("select " + COLUMNS + """
                 from parked_message where status = 'PARKED' and number > ? order by number limit ?
                """)
                .param(after == null ? 0 : after)
                .param(limit)
                .query((row, _) -> message(row))
                .list();
    }

    public Optional<ParkedMessage> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from parked_message where id = ?")
                .param(id)
                .query((row, _) -> message(row))
                .optional();
    }

    /// How many wait for a decision.
    public long count() {
        return jdbc.sql("select count(*) from parked_message where status = 'PARKED'")
                .query((row, _) -> row.getLong(1))
                .single();
    }

    /// Hands this message, and all that are parked for the same key, to the group's handler again: from the oldest
    /// on, one transaction each, until one fails or none is left. Then the key is free.
    ///
    /// @param actor who decided
    /// @param reason why, at most 500 characters
    public Outcome replay(UUID id, String actor, String reason) {
        requireText(actor, reason);
        var chosen = find(id);
        if (chosen.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (chosen.get().status() != ParkedMessage.Status.PARKED) {
            return new Outcome.AlreadyDecided(chosen.get().status());
        }
        var outcome = replays.replayKey(chosen.get().group(), chosen.get().key(), actor, reason);
        log.atInfo()
                .addKeyValue("parkedId", id)
                .addKeyValue("actor", actor)
                .addKeyValue("outcome", outcome)
                .log("Replayed parked messages");
        return outcome;
    }

    /// Gives this message up. Those behind it stay parked until they are replayed or discarded too.
    public Outcome discard(UUID id, String actor, String reason) {
        requireText(actor, reason);
        var discarded = transaction.execute(_ -> jdbc.sql("""
                update parked_message set status = 'DISCARDED', decided_by = ?, reason = ?, decided_at = ?
                where id = ? and status = 'PARKED'
                """)
                .param(actor)
                .param(reason)
                .param(utc(clock.instant()))
                .param(id)
                .update());
        if (discarded == 1) {
            log.atInfo().addKeyValue("parkedId", id).addKeyValue("actor", actor).log("Discarded a parked message");
            return new Outcome.Done(1);
        }
        return find(id).<Outcome>map(it -> new Outcome.AlreadyDecided(it.status()))
                .orElseGet(Outcome.Unknown::new);
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static void requireText(String actor, String reason) {
        if (actor.isBlank() || reason.isBlank() || reason.length() > 500) {
            throw new IllegalArgumentException("actor and reason (expected: both, the reason of 1..500 characters)");
        }
    }

    private ParkedMessage message(ResultSet row) throws SQLException {
        var decidedAt = row.getTimestamp(17);
        return new ParkedMessage(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getLong(8),
                row.getString(9),
                text(row.getString(5), row.getBytes(10)),
                row.getString(11),
                row.getTimestamp(12).toInstant(),
                ParkedMessage.Status.valueOf(row.getString(13)),
                row.getInt(14),
                row.getString(15),
                row.getString(16),
                decidedAt == null ? null : decidedAt.toInstant());
    }

    private String text(@Nullable String type, byte @Nullable [] payload) {
        return payload == null ? "" : format.shown(type, payload);
    }
}
