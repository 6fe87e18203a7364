package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.tradewind.search.listing.ListingsChanged;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/// Runs the indexer for as long as the service lives: at once when listings of this instance change, every second for
/// those of others. While Elasticsearch or the database is away it only waits; nothing is lost by that.
@Component
class IndexingLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IndexingLoop.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /// From one refresh to the next. Changes that come one by one share one.
    private static final Duration BREATH = Duration.ofMillis(150);

    /// How long a backlog may be sent without anybody seeing any of it.
    private static final Duration UNSEEN = Duration.ofSeconds(1);

    /// What others may have removed is put right by then, though nothing changes.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Indexer indexer;
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile boolean isPrepared;
    private long preparedAt;

    IndexingLoop(Indexer indexer) {
        this.indexer = indexer;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void listingsChanged(ListingsChanged event) {
        wake.release();
    }

    @EventListener
    void indexMissing(IndexMissing event) {
        isPrepared = false;
        wake.release();
    }

    private void run() {
        var failures = 0;
        while (isRunning()) {
            try {
                round();
                if (failures > 0) {
                    log.info("The index is up to date again");
                }
                failures = 0;
                await(BREATH, IDLE);
            } catch (IOException | ElasticsearchException | DataAccessException | TransactionException away) {
                isPrepared = false;
                failures++;
                if (failures == 1) {
                    log.atWarn().setCause(away).log("The index cannot be brought up to date for now");
                }
                await(Duration.ZERO, pause(failures));
            } catch (RuntimeException broken) {
                isPrepared = false;
                failures++;
                log.atError()
                        .setCause(broken)
                        .log("The index cannot be brought up to date for a reason nobody thought of");
                await(Duration.ZERO, LONGEST_PAUSE);
            }
        }
    }

    private void round() throws IOException {
        if (!isPrepared || System.nanoTime() - preparedAt > LOOK_AGAIN.toNanos()) {
            // Before, so that what is missed meanwhile is looked for again.
            isPrepared = true;
            indexer.prepare();
            preparedAt = System.nanoTime();
        }
        var shown = System.nanoTime();
        while (isRunning() && indexer.send()) {
            if (System.nanoTime() - shown > UNSEEN.toNanos()) {
                indexer.show();
                shown = System.nanoTime();
            }
        }
        indexer.show();
    }

    private static Duration pause(int failures) {
        var pause = Duration.ofMillis(100L << Math.min(failures, 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void await(Duration least, Duration most) {
        try {
            Thread.sleep(least);
            if (wake.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            thread = null;
        }
    }

    @Override
    public void start() {
        // Known before it runs, because it runs as long as it is known.
        var starting = Thread.ofPlatform().name("indexing").daemon().unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        wake.release();
        if (running != null) {
            try {
                running.join(LONGEST_PAUSE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
