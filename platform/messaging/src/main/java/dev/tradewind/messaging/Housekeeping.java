package dev.tradewind.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes room in front of the outbox and clears away what nobody needs any more. Apart from the relay, because room
/// must be made also while Kafka is away.
class Housekeeping implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final int PURGED_AT_ONCE = 5_000;
    private static final int PURGES_IN_A_ROW = 20;

    private final OutboxPartitions partitions;
    private final RelayStore store;
    private final Relay relay;
    private final JdbcClient jdbc;
    private final Duration keepInbox;
    private volatile @Nullable Thread thread;

    Housekeeping(OutboxPartitions partitions, RelayStore store, Relay relay, JdbcClient jdbc, Duration keepInbox) {
        this.partitions = partitions;
        this.store = store;
        this.relay = relay;
        this.jdbc = jdbc;
        this.keepInbox = keepInbox;
    }

    @Override
    public void start() {
        // Known before it runs, because it runs as long as it is known.
        var starting = Thread.ofVirtual().name("messaging-housekeeping").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    private void run() {
        try {
            for (long second = 1; isRunning(); second++) {
                Thread.sleep(Duration.ofSeconds(1));
                quietly(partitions::makeAhead);
                if (second % 5 == 0) {
                    quietly(this::clearOutbox);
                }
                if (second % 60 == 0) {
                    quietly(this::purgeInbox);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Only the leader tidies up behind itself.
    void clearOutbox() {
        if (relay.isLeading()) {
            store.forgetOldMarks();
            partitions.dropThrough(store.mark().settledThrough());
        }
    }

    /// Forgets what was handled longer ago than any topic keeps it, a bounded number of rows at a time.
    void purgeInbox() {
        for (int i = 0; i < PURGES_IN_A_ROW; i++) {
            var purged = jdbc.sql("""
                    delete from inbox where ctid = any (array(
                        select ctid from inbox where received_at < now() - ? * interval '1 second' limit ?))
                    """)
                    .param(keepInbox.toSeconds())
                    .param(PURGED_AT_ONCE)
                    .update();
            if (purged < PURGED_AT_ONCE) {
                return;
            }
        }
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException later) {
            log.atWarn().setCause(later).log("Housekeeping is tried again");
        }
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
