package dev.tradewind.payment.provider;

import static java.time.ZoneOffset.UTC;

import dev.tradewind.contracts.Money;
import dev.tradewind.messaging.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What the simulated provider has done, in tables that nobody else touches. Every change commits by itself; charges
/// that come together, together.
@Repository
class SimulatedBooks {

    /// @param isNew whether this call made the entry
    record Entry(String reference, String status, Optional<String> declineReason, boolean isNew) {}

    /// @param entered what the entry became; empty when its key was known
    private record Line(
            UUID key,
            Money amount,
            String status,
            @Nullable String declineReason,
            CompletableFuture<Optional<Entry>> entered) {}

    private static final int MOST_LINES = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    SimulatedBooks(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    /// Enters a charge unless its key is known; the key's first entry is the answer. Whoever comes while another writes
    /// is entered together with all who wait, by the first of them.
    Entry enter(UUID key, Money amount, String status, @Nullable String declineReason) {
        var line = new Line(key, amount, status, declineReason, new CompletableFuture<>());
        waiting.add(line);
        writing.lock();
        try {
            while (!line.entered().isDone()) {
                write(next());
            }
        } finally {
            writing.unlock();
        }
        return line.entered()
                .join()
                .or(() -> find(key))
                .orElseThrow(() -> new IllegalStateException("A charge was lost: " + key));
    }

    private List<Line> next() {
        var next = new ArrayList<Line>();
        waiting.drainTo(next, MOST_LINES);
        return next;
    }

    private void write(List<Line> lines) {
        try {
            var entered = insert(lines);
            lines.forEach(line -> line.entered().complete(Optional.ofNullable(entered.remove(line.key()))));
        } catch (RuntimeException | Error failed) {
            // Whatever it was: nobody else would tell those who wait.
            lines.forEach(line -> line.entered().completeExceptionally(failed));
        }
    }

    Optional<Entry> find(UUID key) {
        return jdbc.sql("select *, false as is_new from provider_charge where idempotency_key = :key")
                .param("key", key)
                .query(SimulatedBooks::entry)
                .optional();
    }

    boolean hasCharged(String reference) {
        return jdbc.sql(
                        "select exists (select 1 from provider_charge where reference = :reference and status = 'CHARGED')")
                .param("reference", reference)
                .query((row, _) -> row.getBoolean(1))
                .single();
    }

    /// Carries out a charge that waits for being asked or retried.
    Optional<Entry> settle(UUID key, String waiting) {
        return jdbc.sql("""
                update provider_charge set status = 'CHARGED'
                where idempotency_key = :key and status = :waiting
                returning *, false as is_new
                """)
                .param("key", key)
                .param("waiting", waiting)
                .query(SimulatedBooks::entry)
                .optional();
    }

    Entry cancel(UUID key, Money amount) {
        return jdbc.sql("""
                insert into provider_charge (idempotency_key, reference, amount, currency, status, created_at)
                values (:key, :reference, :amount, :currency, 'CANCELLED', :at)
                on conflict (idempotency_key) do update
                set status = case when provider_charge.status like 'OPEN%' then 'CANCELLED'
                    else provider_charge.status end
                returning *, false as is_new
                """)
                .param("key", key)
                .param("reference", "ch_" + key)
                .param("amount", amount.amount())
                .param("currency", amount.currency())
                .param("at", clock.instant().atOffset(UTC))
                .query(SimulatedBooks::entry)
                .single();
    }

    /// The refund's reference; empty when more would go back than was charged.
    Optional<String> refund(UUID refundId, String chargeReference, Money amount) {
        return Optional.ofNullable(transaction.execute(_ -> {
            // Refunds of one charge queue here, so that each sees the sum of those before it.
            jdbc.sql("select 1 from provider_charge where reference = :charge for update")
                    .param("charge", chargeReference)
                    .query()
                    .listOfRows();
            jdbc.sql("""
                    insert into provider_refund
                        (idempotency_key, reference, charge_reference, amount, currency, created_at)
                    select :id, :reference, charge.reference, :amount, :currency, :at
                    from provider_charge charge
                    where charge.reference = :charge and charge.status = 'CHARGED' and charge.currency = :currency
                        and charge.amount >= :amount + (
                            select coalesce(sum(amount), 0) from provider_refund where charge_reference = :charge)
                    on conflict (idempotency_key) do nothing
                    """)
                    .param("id", refundId)
                    .param("reference", "re_" + refundId)
                    .param("charge", chargeReference)
                    .param("amount", amount.amount())
                    .param("currency", amount.currency())
                    .param("at", clock.instant().atOffset(UTC))
                    .update();
            return jdbc.sql("select reference from provider_refund where idempotency_key = :id")
                    .param("id", refundId)
                    .query((row, _) -> row.getString(1))
                    .optional()
                    .orElse(null);
        }));
    }

    /// Those whose key was not known, by that key.
    private Map<UUID, Entry> insert(List<Line> lines) {
        var entered = new HashMap<UUID, Entry>();
        jdbc.sql("""
                insert into provider_charge
                    (idempotency_key, reference, amount, currency, status, decline_reason, created_at)
                select key, 'ch_' || key, amount, currency, status, reason, :at
                from unnest(:keys, :amounts, :currencies, :statuses, :reasons)
                    as line (key, amount, currency, status, reason)
                order by key
                on conflict (idempotency_key) do nothing
                returning *, true as is_new
                """)
                .param("at", clock.instant().atOffset(UTC))
                .param("keys", Column.uuids(lines, Line::key))
                .param("amounts", Column.numbers(lines, it -> it.amount().amount()))
                .param("currencies", Column.texts(lines, it -> it.amount().currency()))
                .param("statuses", Column.texts(lines, Line::status))
                .param("reasons", Column.texts(lines, Line::declineReason))
                .query(row -> {
                    entered.put(row.getObject("idempotency_key", UUID.class), entry(row, 0));
                });
        return entered;
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getString("reference"),
                row.getString("status"),
                Optional.ofNullable(row.getString("decline_reason")),
                row.getBoolean("is_new"));
    }
}
