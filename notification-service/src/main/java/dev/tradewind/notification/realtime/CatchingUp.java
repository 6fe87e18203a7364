package dev.tradewind.notification.realtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Reads from the database what this instance was not told: at once when it notices a gap, every second while it does
/// not hear the others, and now and then also when it does, because whoever says nothing is not missed.
@Component
class CatchingUp implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CatchingUp.class);
    private static final Duration ALONE = Duration.ofSeconds(1);
    private static final Duration IN_COMPANY = Duration.ofSeconds(5);
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);

    private final Hub hub;
    private final Line line;
    private volatile @Nullable Thread thread;

    CatchingUp(Hub hub, Line line) {
        this.hub = hub;
        this.line = line;
    }

    private void run() {
        try {
            while (isRunning()) {
                hub.awaitGap(line.isHeard() ? IN_COMPANY : ALONE);
                try {
                    hub.catchUp();
                } catch (RuntimeException trouble) {
                    // Whatever it is: without this thread nobody here would be told of what others commit.
                    log.atWarn().setCause(trouble).log("Cannot catch up now");
                    Thread.sleep(AFTER_TROUBLE);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        var starting = Thread.ofVirtual().name("realtime-catching-up").unstarted(this::run);
        thread = starting;
        starting.start();
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
}
