package dev.tradewind.messaging;

import dev.tradewind.contracts.Message;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/// Messages that are worth saying but not worth a transaction of their own: who looked at what.
///
/// They wait in memory and are appended to the [Outbox] together, at most a second later and beside the requests. When
/// too many wait, the newest are dropped and counted (`tradewind.messaging.asides.dropped`); what waits when the
/// process is killed is lost. Say here only what nobody depends on; everything else belongs into the transaction that
/// it reports on.
public class Asides implements SmartLifecycle {

    static final int ROOM = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Asides.class);
    private static final Duration GATHERING = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int BATCH = 1_000;

    private final Outbox outbox;
    private final TransactionOperations transaction;
    private final BlockingQueue<Outgoing> waiting;
    private final Counter dropped;
    private volatile @Nullable Thread thread;

    Asides(Outbox outbox, TransactionOperations transaction, MeterRegistry meters, int room) {
        this.outbox = outbox;
        this.transaction = transaction;
        this.waiting = new ArrayBlockingQueue<>(room);
        this.dropped = meters.counter("tradewind.messaging.asides.dropped");
        meters.gauge("tradewind.messaging.asides.waiting", waiting, BlockingQueue::size);
    }

    /// Never waits, and asks for no transaction.
    ///
    /// @return false when it was dropped, because too many wait already
    public boolean say(Message message) {
        var taken = waiting.offer(new Outgoing(message, null, Traceparent.current()));
        if (!taken) {
            dropped.increment();
        }
        return taken;
    }

    @Override
    public void start() {
        var starting = Thread.ofVirtual().name("asides").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    private void run() {
        var batch = new ArrayList<Outgoing>();
        try {
            while (isRunning()) {
                if (batch.isEmpty()) {
                    batch.add(waiting.take());
                }
                Thread.sleep(GATHERING);
                do {
                    waiting.drainTo(batch, BATCH - batch.size());
                } while (append(batch) && !waiting.isEmpty());
            }
        } catch (InterruptedException stopped) {
            // What is left is said now or never.
            do {
                waiting.drainTo(batch, BATCH - batch.size());
            } while (append(batch) && !waiting.isEmpty());
        }
    }

    /// Leaves the batch as it is while the database is away, so that at most that many are tried again.
    ///
    /// @return whether the batch is settled
    private boolean append(List<Outgoing> batch) {
        if (batch.isEmpty()) {
            return true;
        }
        try {
            transaction.executeWithoutResult(_ -> outbox.append(batch));
        } catch (DataAccessException | TransactionException later) {
            log.atDebug().setCause(later).log("Asides wait for the database");
            return false;
        } catch (RuntimeException wrong) {
            dropped.increment(batch.size());
            log.atWarn().setCause(wrong).log("Asides that cannot be said are dropped");
        }
        batch.clear();
        return true;
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(FAREWELL);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /// Stops when no request is answered any more.
    @Override
    public int getPhase() {
        return 0;
    }
}
