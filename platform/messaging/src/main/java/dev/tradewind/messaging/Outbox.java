package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Messages that will be sent if, and only if, the caller's transaction commits.
public class Outbox {

    /// Most messages in one call; a transaction that says more must be cut.
    public static final int MAX_MESSAGES = 10_000;

    private final JdbcClient jdbc;
    private final MessageFormat format;
    private final Origin origin;
    private final Nudge relay;
    private final Clock clock;
    private final List<Echo> echoes;

    /// Where messages come from and how large they may be.
    record Origin(String source, String topicPrefix, long maxPayloadBytes) {}

    Outbox(JdbcClient jdbc, MessageFormat format, Origin origin, Nudge relay, Clock clock, List<Echo> echoes) {
        this.jdbc = jdbc;
        this.format = format;
        this.origin = origin;
        this.relay = relay;
        this.clock = clock;
        this.echoes = List.copyOf(echoes);
    }

    /// Appends one message with the current trace and no cause.
    ///
    /// @throws IllegalStateException outside a transaction
    public void append(Message message) {
        append(List.of(Outgoing.of(message)));
    }

    /// Appends all in one statement, in the order given.
    ///
    /// @throws IllegalStateException outside a transaction
    /// @throws IllegalArgumentException when a message is larger than `tradewind.messaging.max-payload` (256 KiB
    ///     unless set), or there are more than [#MAX_MESSAGES]
    public void append(Collection<Outgoing> messages) {
        requireTransaction();
        if (messages.size() > MAX_MESSAGES) {
            throw new IllegalArgumentException("messages: " + messages.size() + " (expected: <= " + MAX_MESSAGES + ")");
        }
        if (messages.isEmpty()) {
            return;
        }
        var rows = new OutboxRows(messages.size());
        for (var outgoing : messages) {
            rows.add(row(outgoing));
            for (var echo : echoes) {
                for (var said : echo.to(outgoing.message())) {
                    rows.add(row(new Outgoing(said, outgoing.causation(), outgoing.traceparent())));
                }
            }
        }
        insert(rows);
    }

    /// Appends what could not be handled as it came, for `<topic>.dlt`.
    void append(OutboxRows rows) {
        requireTransaction();
        insert(rows);
    }

    private OutboxRows.Row row(Outgoing outgoing) {
        var message = outgoing.message();
        var kind = format.kindOf(message);
        var payload = format.write(message);
        if (payload.length > origin.maxPayloadBytes()) {
            throw new IllegalArgumentException(
                    kind.name() + " of " + payload.length + " bytes (expected: <= " + origin.maxPayloadBytes() + ")");
        }
        return new OutboxRows.Row(
                Ids.next(),
                kind.conversation().topic(),
                message.key().toString(),
                kind.name(),
                payload,
                message.organizationId(),
                message.sequence(),
                outgoing.causation(),
                outgoing.traceparent() == null ? Traceparent.current() : outgoing.traceparent(),
                null);
    }

    private void insert(OutboxRows rows) {
        jdbc.sql("""
                insert into outbox (id, aggregatetype, aggregateid, type, payload, organization, sequence, causation,
                                    traceparent, headers, topic, source, occurred_at)
                select r.id::uuid, r.conversation, r.key, r.type, r.payload, r.organization::uuid, r.sequence,
                       r.causation::uuid, r.traceparent, r.headers::jsonb, ? || r.conversation, ?, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::bigint[], ?::text[],
                            ?::text[], ?::text[])
                     with ordinality as r (id, conversation, key, type, payload, organization, sequence, causation,
                                           traceparent, headers, ordinal)
                order by r.ordinal
                """)
                .param(origin.topicPrefix())
                .param(origin.source())
                .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .params(rows.columns())
                .update();
        nudgeAfterCommit();
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Append to the outbox inside the transaction it reports on (expected: an active transaction)");
        }
    }

    private void nudgeAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && !TransactionSynchronizationManager.getSynchronizations().contains(relay)) {
            TransactionSynchronizationManager.registerSynchronization(relay);
        }
    }
}
