package dev.tradewind.search.reindexing;

import dev.tradewind.messaging.Ids;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Works at the running reindexing, if there is one and nobody else does: at once when it was begun here, within
/// seconds when it was begun elsewhere or left by an instance that died. While something it needs is away it waits,
/// until the reindexing's deadline.
@Component
class ReindexingLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReindexingLoop.class);
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(6);

    private final Rebuild rebuild;
    private final Reindexings reindexings;
    private final UUID self = Ids.next();
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile boolean isAtWork;

    ReindexingLoop(Rebuild rebuild, Reindexings reindexings) {
        this.rebuild = rebuild;
        this.reindexings = reindexings;
    }

    void wake() {
        wake.release();
    }

    private void run() {
        while (isRunning()) {
            try {
                do {
                    isAtWork = rebuild.step(self);
                } while (isRunning() && isAtWork);
                await(IDLE);
            } catch (IOException | RuntimeException away) {
                log.atWarn().setCause(away).log("The index cannot be built anew for now");
                await(PAUSE);
            }
        }
    }

    private void await(Duration most) {
        try {
            if (wake.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        var starting = Thread.ofVirtual().name("reindexing").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    /// Another instance may go on at once.
    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            try {
                if (isAtWork) {
                    running.join(FAREWELL);
                    reindexings.letGo(self);
                } else {
                    running.interrupt();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (DataAccessException away) {
                log.atDebug().setCause(away).log("The lease runs out by itself");
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
